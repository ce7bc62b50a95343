import type { z } from 'zod'
import type { CaseRowAnswer } from '#cases/contract-answers.ts'
import { lightOf } from '#catalogue/time-limit.ts'
import { type LightKind, lightKind } from '#web/shared/time/light-kind.ts'

type Clock = Pick<NonNullable<z.input<typeof CaseRowAnswer>['active']>, 'kind' | 'used' | 'light' | 'standing'> & {
  readonly dueAt: string | null
}

/**
 * The light of a row some time after it was answered. Limits of stages run continuously, so their share is told exactly; a handling limit may be
 * counted in working hours: its light stays as answered until it is due. `askedAt` is when the row was answered, ms.
 */
export function lightAt(active: Clock | null, askedAt: number, now: Date): LightKind {
  if (active === null) return 'none'
  if (active.standing || active.dueAt === null) return lightKind(active.light, active.used, active.standing)
  const used = shareAt(active, Date.parse(active.dueAt), askedAt, now.getTime())
  if (active.kind === 'stage' && used !== null) return lightKind(lightOf(used), used)
  return Date.parse(active.dueAt) < now.getTime() ? lightKind('red', used) : lightKind(active.light, active.used)
}

/** Goes on at the pace that led from the answered share to the deadline. */
function shareAt({ used, kind }: Clock, due: number, askedAt: number, now: number): number | null {
  if (used === null || kind === 'handling' || used === 1) return used
  const length = (due - askedAt) / (1 - used)
  return length > 0 ? used + (now - askedAt) / length : used
}
