import { OUTCOME_WORDS } from '#cases/reason-words.ts'
import type { MessageFacts } from '#messages/facts.ts'
import { listNamedFacts, type NamedFacts } from '#messages/queries-facts.ts'
import type { City } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'

export interface ToldCase {
  readonly facts: MessageFacts
  readonly urgent: boolean
}

const NO_TYPE: Bilingual = { zh: '尚未定类', en: 'not yet classified' }

const placeOf = ({ places }: NamedFacts, city: City): Bilingual =>
  places.length === 0
    ? { zh: city.name, en: city.nameEn }
    : {
        zh: places.map(({ name }) => name).join(''),
        en: places
          .map(({ name, nameEn }) => nameEn ?? name)
          .reverse()
          .join(', '),
      }

const isOutcome = (text: string): text is keyof typeof OUTCOME_WORDS => Object.hasOwn(OUTCOME_WORDS, text)

function toldOf(row: NamedFacts, city: City): ToldCase {
  const { id, number, typeName, typeNameEn, dueAt, outcome, urgency } = row
  const type = typeName === null ? NO_TYPE : { zh: typeName, en: typeNameEn ?? typeName }
  const reason = outcome !== null && isOutcome(outcome) ? { reason: OUTCOME_WORDS[outcome] } : {}
  const facts = { caseId: id, number, type, place: placeOf(row, city), dueAt: dueAt?.toISOString() ?? null, ...reason }
  return { facts, urgent: urgency === 'urgent' }
}

/** What messages may tell of these cases, by id: number, type, division and time, no address and nobody's words. */
export async function toldCases(tx: Db, city: City, ids: readonly string[], at: Date): Promise<ReadonlyMap<string, ToldCase>> {
  if (ids.length === 0) return new Map()
  const rows = await listNamedFacts(tx, city.cityId, [...new Set(ids)], city.codeLengths, localDay(at, city.timeZone))
  return new Map(rows.map((row) => [row.id, toldOf(row, city)]))
}
