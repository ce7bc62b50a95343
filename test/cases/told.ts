import { expect } from 'vitest'
import type { CaseEvent, EventData } from '#cases/case-state.ts'
import { DECLINE_REASONS, RETURN_REASONS } from '#cases/contract.ts'
import { ACTION_NAMES, STAGES } from '#cases/lifecycle.ts'
import { type Names, tellEvent } from '#cases/tell-event.ts'
import { LIMIT_UNITS } from '#catalogue/time-limit.ts'
import type { Db } from '#platform/db.ts'

const CODES = [...DECLINE_REASONS, ...RETURN_REASONS, ...LIMIT_UNITS, ...ACTION_NAMES, ...STAGES].filter((code) => /[_-]/.test(code))
const RAW = new RegExp(
  `undefined|null|NaN|\\[object|\\{|\\d{4}-\\d\\d-\\d\\dT|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|\\b(${CODES.join('|')})\\b`,
)

/** The names of all units, posts and people of a city, in Chinese letters only, so that whatever else is Latin in a sentence shows. */
export async function namesOfCity(db: Db, cityId: string): Promise<Names> {
  const ids = async (table: 'unit' | 'post' | 'person') => db.selectFrom(table).select('id').where('cityId', '=', cityId).execute()
  const all = [...(await ids('unit')), ...(await ids('post')), ...(await ids('person'))]
  return Object.fromEntries(all.map(({ id }) => [id, { zh: '某处', en: 'Somewhere' }]))
}

/** An event as it is answered over HTTP, as far as it is told. */
export const answered = (event: CaseEvent) => ({
  action: event.action,
  toStage: event.toStage,
  post: event.postId,
  at: event.at,
  given: (JSON.parse(event.data) as EventData).given,
})

/** Every event of a history is told in one or two sentences of each language and what came late in up to two more, with no code, id or hole in them. */
export function expectTold(events: readonly CaseEvent[], names: Names): void {
  for (const event of events) {
    for (const locale of ['zh', 'en'] as const) {
      const told = tellEvent(answered(event), locale, names)
      const where = `${event.action} (${locale}): ${told.join(' ')}`
      expect(told.length, where).toBeGreaterThanOrEqual(1)
      expect(told.length, where).toBeLessThanOrEqual('doneAt' in answered(event).given ? 4 : 2)
      for (const sentence of told) {
        expect(sentence, where).toMatch(/[。！？；.!?;]$/)
        expect(sentence, where).not.toMatch(RAW)
      }
      expect(told[0], where).toMatch(locale === 'zh' ? /^[^A-Za-z]+$|案卷 [\w-]+。$/ : /^[A-Z0-9][\x20-\x7e]+$/)
    }
  }
}
