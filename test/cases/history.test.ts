import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { SmallCity } from '../support/city.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity } from './drive.ts'

beforeAll(openCommonCity)

/** Every column of a stored history row, and how one character, digit or microsecond of it is changed in the database. */
const TEXT = ['city_id', 'action', 'from_stage', 'to_stage', 'data', 'prev_hash', 'hash'] as const
const UUIDS = ['case_id', 'request_id', 'person_id', 'post_id', 'unit_id'] as const
const NULLABLE: readonly string[] = ['from_stage', 'person_id', 'post_id', 'unit_id']
const COLUMNS = [...TEXT, ...UUIDS, 'seq', 'at'] as const

interface Place {
  readonly tx: Db
  readonly city: SmallCity
  readonly cases: readonly CaseStory[]
}

/** Three cases in a city of their own: closed, with the unit, and just reported. */
async function threeCases(tx: Db): Promise<Place> {
  const city = await plainCity(tx)
  const cases = [await beginStory(tx, { city }), await beginStory(tx, { city }), await beginStory(tx, { city })]
  await cases[0]?.upTo('closed')
  await cases[1]?.upTo('handling')
  return { tx, city, cases }
}

const brokenIn = async ({ tx, city }: Place) => (await verifyHistory(tx, { cityId: city.cityId })).broken
const eventsOf = async ({ tx, city }: Place, story: CaseStory) =>
  await tx.selectFrom('caseEvent').selectAll().where('cityId', '=', city.cityId).where('caseId', '=', story.id).orderBy('seq').execute()

/** Runs a change and a look at what it did, then takes the change back: hundreds of them on one history. */
async function spoiled<T>(tx: Db, spoil: () => Promise<unknown>, look: () => Promise<T>): Promise<T> {
  await sql`savepoint spoiled`.execute(tx)
  try {
    await spoil()
    return await look()
  } finally {
    await sql`rollback to savepoint spoiled`.execute(tx)
  }
}

/** Another character in one position of a text, from what may stand there. */
const otherAt = (text: string, position: number, turn: number, alphabet: string): string => {
  const at = position % text.length
  const choices = [...alphabet].filter((character) => character !== text[at])
  return text.slice(0, at) + (choices[turn % choices.length] ?? '') + text.slice(at + 1)
}

type Row = Record<string, string | number | null>

/** Writes another value into one column of one row; null when the column holds nothing that could be changed. */
function change(column: (typeof COLUMNS)[number], row: Row, position: number, turn: number) {
  const value = row[column]
  if (value === null || value === undefined) return sql`${newId()}::uuid`
  if (NULLABLE.includes(column) && turn % 4 === 0) return sql`null`
  if (column === 'at') return turn % 2 === 0 ? sql`at + interval '1 microsecond'` : sql`at - interval '1 microsecond'`
  if (column === 'seq') return sql`seq + ${100 + (turn % 1000)}::int`
  if ((UUIDS as readonly string[]).includes(column)) {
    const hex = otherAt(String(value).replaceAll('-', ''), position, turn, '0123456789abcdef')
    return sql`${hex}::uuid`
  }
  return sql`${otherAt(String(value), position, turn, 'abcXYZ019 _-{}":,网')}::text`
}

const keysOf = (columns: readonly string[]) => sql.join(columns.map((column) => sql`${sql.ref(column)}::text as ${sql.ref(column)}`))

describe('the history of a case', () => {
  it('verifies as it was written', () =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      expect(await verifyHistory(tx, { cityId: place.city.cityId })).toEqual({ cases: 3, events: 9 + 5 + 1, broken: [] })
    }))

  it('has no column that these tests leave out', async () => {
    const { db } = await testDatabase()
    const { rows } = await sql<{
      column: string
    }>`select column_name as column from information_schema.columns where table_schema = current_schema() and table_name = 'case_event'`.execute(
      db,
    )
    expect(rows.map(({ column }) => column).sort()).toEqual([...COLUMNS].sort())
  })

  it('shows any single change of any column of any row, and names that case', { timeout: 120_000 }, () =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      const { city, cases } = place
      // The keys keep rows of a history together; without them a row can be carried off, which is what is to be noticed.
      for (const { conname } of (
        await sql<{ conname: string }>`select conname from pg_constraint where conrelid = 'case_event'::regclass and contype = 'f'`.execute(
          tx,
        )
      ).rows)
        await sql`alter table case_event drop constraint ${sql.ref(conname)}`.execute(tx)
      const touched = new Set<string>()
      await fc.assert(
        fc.asyncProperty(
          fc.nat(2),
          fc.nat(),
          fc.constantFrom(...COLUMNS),
          fc.nat(),
          fc.nat(),
          async (which, event, column, position, turn) => {
            const story = cases[which]
            if (!story) return
            const { version } = await story.row()
            const seq = 1 + (event % version)
            const { rows } =
              await sql<Row>`select ${keysOf(COLUMNS)} from case_event where city_id = ${city.cityId} and case_id = ${story.id} and seq = ${seq}`.execute(
                tx,
              )
            const value = change(
              column,
              Object.fromEntries(
                Object.entries(rows[0] ?? {}).map(([key, each]) => [
                  key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
                  each,
                ]),
              ),
              position,
              turn,
            )
            const broken = await spoiled(
              tx,
              () =>
                sql`update case_event set ${sql.ref(column)} = ${value} where city_id = ${city.cityId} and case_id = ${story.id} and seq = ${seq}`.execute(
                  tx,
                ),
              () => brokenIn(place),
            )
            touched.add(column)
            expect(broken.map(({ caseId }) => caseId)).toEqual([story.id])
          },
        ),
        { numRuns: 400 },
      )
      expect([...touched].sort()).toEqual([...COLUMNS].sort())
    }),
  )

  it.each([
    ['the last event is deleted', (seq: number, last: number) => seq === last, 'cut_off'],
    ['the first event is deleted', (seq: number) => seq === 1, 'gap'],
    ['one in the middle is deleted', (seq: number) => seq === 4, 'gap'],
    ['all are deleted', () => true, 'cut_off'],
  ] as const)('shows when %s', (_what, gone, reason) =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      const [story] = place.cases
      if (!story) throw new Error('no case')
      const events = await eventsOf(place, story)
      for (const { seq } of events.filter((event) => gone(event.seq, events.length)))
        await tx
          .deleteFrom('caseEvent')
          .where('cityId', '=', place.city.cityId)
          .where('caseId', '=', story.id)
          .where('seq', '=', seq)
          .execute()
      expect(await brokenIn(place)).toMatchObject([{ caseId: story.id, reason }])
    }),
  )

  it('shows two events that changed places', () =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      const [story] = place.cases
      if (!story) throw new Error('no case')
      const set = (from: number, to: number) =>
        tx
          .updateTable('caseEvent')
          .set({ seq: to })
          .where('caseId', '=', story.id)
          .where('cityId', '=', place.city.cityId)
          .where('seq', '=', from)
          .execute()
      await set(3, 99)
      await set(4, 3)
      await set(99, 4)
      expect(await brokenIn(place)).toMatchObject([{ caseId: story.id, seq: 3, reason: 'prev_hash' }])
    }))

  it('shows an event carried to another case, at both', () =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      const [from, to] = place.cases
      if (!from || !to) throw new Error('no case')
      const { cityId } = place.city
      await tx
        .updateTable('caseEvent')
        .set({ caseId: to.id, seq: 6 })
        .where('cityId', '=', cityId)
        .where('caseId', '=', from.id)
        .where('seq', '=', 9)
        .execute()
      expect((await brokenIn(place)).map(({ caseId, reason }) => ({ caseId, reason }))).toEqual([
        { caseId: from.id, reason: 'cut_off' },
        { caseId: to.id, reason: 'prev_hash' },
      ])
    }))

  it('shows an event written in afterwards, however well it is hashed', () =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      const [story] = place.cases
      if (!story) throw new Error('no case')
      const [last] = (await eventsOf(place, story)).slice(-1)
      if (!last) throw new Error('no event')
      const { cityId } = place.city
      await tx
        .insertInto('caseEvent')
        .values({ ...last, seq: last.seq + 1, requestId: newId(), prevHash: last.hash })
        .execute()
      expect(await brokenIn(place)).toMatchObject([{ caseId: story.id, seq: 10, reason: 'hash' }])
      expect((await verifyHistory(tx, { cityId, caseId: story.id })).broken).toHaveLength(1)
    }))
})

describe('the row of a case', () => {
  it.each([
    ['stage', sql`'filed'`, 'projection'],
    ['description', sql`description || '。'`, 'projection'],
    ['on_time', sql`not on_time`, 'projection'],
    ['handled_by', sql`'[]'::jsonb`, 'projection'],
    ['closed_at', sql`closed_at - interval '1 day'`, 'projection'],
    ['lon', sql`lon + 0.0000001`, 'projection'],
    ['unit_id', sql`null`, 'projection'],
    ['version', sql`version - 1`, 'cut_off'],
    ['head_hash', sql`prev.hash`, 'cut_off'],
  ] as const)('shows a change of %s', (column, value, reason) =>
    withRollback(async (tx) => {
      const place = await threeCases(tx)
      const [story] = place.cases
      await sql`update "case" set ${sql.ref(column)} = ${value} from case_event prev
        where "case".city_id = ${place.city.cityId} and "case".id = ${story?.id} and prev.city_id = "case".city_id and prev.case_id = "case".id and prev.seq = 8`.execute(
        tx,
      )
      expect(await brokenIn(place)).toMatchObject([{ caseId: story?.id, reason }])
    }),
  )
})

describe('canonical JSON', () => {
  const value = fc.jsonValue({ maxDepth: 4 })

  it('says the same fact in the same words, whatever the order of its keys', () => {
    const reversed = (each: unknown): unknown => {
      if (Array.isArray(each)) return each.map(reversed)
      if (each === null || typeof each !== 'object') return each
      return Object.fromEntries(
        Object.entries(each)
          .toReversed()
          .map(([key, member]) => [key, reversed(member)]),
      )
    }
    fc.assert(fc.property(value, (each) => canonicalJson(reversed(each)) === canonicalJson(each)))
  })

  it('is JSON that reads back as the value, and writing it again changes nothing', () => {
    fc.assert(
      fc.property(value, (each) => {
        const text = canonicalJson(each)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(each)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it('tells different facts apart', () => {
    fc.assert(
      fc.property(
        value,
        value,
        (a, b) => (canonicalJson(a) === canonicalJson(b)) === (JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))),
      ),
    )
  })

  it('leaves out what is undefined and writes instants to the millisecond', () => {
    expect(canonicalJson({ b: undefined, a: new Date('2026-03-02T01:02:03.004Z') })).toBe('{"a":"2026-03-02T01:02:03.004Z"}')
  })
})

/** A second way to put keys in order: recursively, as lists of pairs. */
function sorted(each: unknown): unknown {
  if (Array.isArray(each)) return each.map(sorted)
  if (each === null || typeof each !== 'object') return each
  const pairs = Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))
  return { pairs: pairs.map(([key, member]) => [key, sorted(member)]) }
}
