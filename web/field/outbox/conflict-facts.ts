import { ACTIONS, STAGE_NAMES, type Stage } from '#cases/lifecycle.ts'
import type { Told } from '#web/field/store/records.ts'
import type { Bilingual } from '#web/shared/language/language.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const stageOf = (value: unknown): Stage | null => (typeof value === 'string' && value in STAGE_NAMES ? (value as Stage) : null)

export interface ConflictFacts {
  readonly seen: number | null
  readonly now: number | null
  readonly stage: Bilingual | null
  /** What happened in between, oldest first. */
  readonly since: readonly { readonly action: Bilingual; readonly at: string | null }[]
}

const actionOf = (name: unknown): Bilingual | null => {
  const rule = typeof name === 'string' ? Object.entries(ACTIONS).find(([each]) => each === name)?.[1] : undefined
  return rule ? { zh: rule.zh, en: rule.en } : null
}

/** Both sides of a conflict, as the server told them. */
export function conflictFacts({ details }: Told): ConflictFacts {
  const [yours, theirs] = [isObject(details.yours) ? details.yours : {}, isObject(details.theirs) ? details.theirs : details]
  const stage = stageOf(theirs.stage)
  const since = (Array.isArray(details.since) ? details.since : []).filter(isObject).flatMap(({ action, at }) => {
    const named = actionOf(action)
    return named ? [{ action: named, at: typeof at === 'string' ? at : null }] : []
  })
  return {
    seen: typeof yours.version === 'number' ? yours.version : null,
    now: typeof theirs.version === 'number' ? theirs.version : null,
    stage: stage && STAGE_NAMES[stage],
    since,
  }
}

/** What the person wrote, whatever the cargo. */
export function writtenIn(input: Readonly<Record<string, unknown>>): readonly string[] {
  return ['finding', 'result', 'note', 'text'].flatMap((key) => (typeof input[key] === 'string' && input[key] !== '' ? [input[key]] : []))
}
