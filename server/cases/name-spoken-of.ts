import type { CaseState } from '#cases/case-state.ts'
import { maskName } from '#organisation/mask-name.ts'
import { listNames } from '#organisation/queries-names.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'

type Given = Readonly<Record<string, unknown>>
/** Fields of `given` that name a unit, a post, or the person sent to look. Whoever reported a case is in none of them. */
const FIELDS = ['unitId', 'fromUnitId', 'inspectorId', 'ownerPostId'] as const

const idsIn = (given: Given): readonly unknown[] => [
  ...FIELDS.map((field) => given[field]),
  ...(Array.isArray(given.parts) ? given.parts.map((part: { unitId?: unknown }) => part.unitId) : []),
]
const idsOf = (row: CaseState): readonly unknown[] => [
  row.unitId,
  row.inspectorId,
  row.listedOwnerPostId,
  ...row.assisting.map((part) => part.unitId),
]

/** Every unit, post and person a case and its history speak of by id, named; people's names are masked for those who may not read the area. */
export async function nameSpokenOf(tx: Db, actor: Actor, row: CaseState, given: readonly Given[]): Promise<Record<string, Bilingual>> {
  const ids = [...idsOf(row), ...given.flatMap(idsIn)].filter((id) => typeof id === 'string')
  const named = await listNames(tx, row.cityId, [...new Set(ids)])
  const whole = mayDo(actor, 'case.read')
  return Object.fromEntries(
    named.map(({ id, kind, name, nameEn }) => {
      const zh = kind === 'person' && !whole ? maskName(name) : name
      return [id, { zh, en: nameEn ?? zh }]
    }),
  )
}
