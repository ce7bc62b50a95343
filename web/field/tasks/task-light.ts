import type { TaskRecord } from '#web/field/store/records.ts'
import type { LightKind } from '#web/shared/time/light-kind.ts'
import { lightAt } from '#web/shared/time/light-now.ts'

export interface TaskClock {
  readonly kind: LightKind
  /** As the answer has it; null where no clock runs or it has no deadline. */
  readonly dueAt: string | null
}

/** The light of a task, the same wherever it is shown. `askedAt` by the phone's clock, ms; `skew` is that clock minus the server's; `now` is the server's. */
export function taskClock(active: TaskRecord['active'], askedAt: number, skew: number, now: Date): TaskClock {
  const clock = active && { ...active, dueAt: active.dueAt as string | null }
  return { kind: lightAt(clock, askedAt - skew, now), dueAt: clock?.dueAt ?? null }
}
