import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseState } from '#cases/case-state.ts'
import { CaseFilter, CasePage } from '#cases/contract.ts'
import { CaseRowAnswer } from '#cases/contract-answers.ts'
import { ACTION_NAMES, isOpen, PENDING_KINDS, ruleOf, STAGES } from '#cases/lifecycle.ts'
import { type ActiveClock, activeClockOf } from '#cases/lights.ts'
import { calendarFor, countBoxes, countFiltered, listPage, seenRow } from '#cases/list-page.ts'
import { listCases } from '#cases/queries-lists.ts'
import { possibleActions, type Refusal, refusalOf } from '#cases/refusal.ts'
import { type RefusalRow, rowState } from '#cases/row-refusal.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { SmallCity } from '../support/city.ts'
import { testDatabase } from '../support/database.ts'
import { beginStory, plainCity } from './drive.ts'
import { LoopWalker } from './random-loop.ts'

let db: Db
let city: SmallCity
let rows: readonly CaseState[]
let calendar: WorkingCalendar
let supervisor: Actor

/** In, after and long after the walks, in and outside working hours; and around the deadlines of some cases, to the millisecond. */
const FIXED = ['2026-01-07T03:00:00Z', '2026-01-08T12:30:00Z', '2026-01-11T04:00:00Z', '2026-01-20T06:00:00Z', '2026-12-01T02:00:00Z']
const AROUND = [-3_600_000, -600_000, -1, 0, 1]
let instants: readonly string[]
const at = (instant: string): Actor => ({ ...supervisor, at: new Date(instant) })

/** A city where random people have done random things: cases in every stage, with every kind of request waiting. */
beforeAll(async () => {
  db = (await testDatabase()).db
  city = await plainCity(db)
  for (const seed of [21, 22, 23]) await new LoopWalker(db, city, seed).walk(450)
  // Chance seldom goes as far as a check.
  await (await beginStory(db, { city })).upTo('checked')
  supervisor = { ...city.actorOf('centre.supervisor', new Date('2026-12-01T02:00:00Z')), areas: [''] }
  calendar = await calendarFor(db, city.cityId)
  rows = await listCases(db, supervisor, CasePage.parse({ limit: 200 }), undefined)
  if (rows.length > 200) throw new Error('more cases than one page holds')
  const dues = rows.flatMap(({ dueAt, stageDueAt }) => dueAt ?? stageDueAt ?? [])
  const near = dues.filter((_, index) => index % 4 === 0).flatMap((due) => AROUND.map((by) => new Date(due.getTime() + by).toISOString()))
  instants = [...FIXED, ...near]
}, 300_000)

const page = (query: Record<string, unknown> = {}) => CasePage.parse({ limit: 200, ...query })
const idsOf = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id).sort()
const stateOf = (id: string): CaseState => {
  const row = rows.find((each) => each.id === id)
  if (!row) throw new Error(`case ${id} was not there before`)
  return row
}
const activeAt = (row: CaseState, instant: string): ActiveClock | null => activeClockOf(calendar, row, new Date(instant))

describe('a row as it is answered', () => {
  it('lets the web say of every action exactly what the server says of the whole case, for every person', async () => {
    const refusals = new Set<Refusal | null>()
    let allowed = 0
    for (const key of city.personKeys) {
      const actor = city.actorOf(key, new Date('2026-12-01T02:00:00Z'))
      const { cases } = await listPage(db, actor, page())
      for (const answered of cases.map((row) => CaseRowAnswer.parse(row))) {
        const seen: RefusalRow = answered
        const [facts, state] = [rowState(seen, actor), stateOf(answered.id)]
        for (const action of ACTION_NAMES) {
          const refusal = refusalOf(action, state, actor)
          expect(refusalOf(action, facts, actor), `${action} of ${key} on ${state.number}`).toBe(refusal)
          refusals.add(refusal)
        }
        expect(possibleActions(facts, actor)).toEqual(possibleActions(state, actor))
        allowed += possibleActions(state, actor).length
      }
    }
    expect(allowed).toBeGreaterThan(300)
    expect(refusals.size).toBeGreaterThan(8)
  })

  it('does so too for whoever had a part in the case and could otherwise do anything', () => {
    const refusals = new Set<Refusal | null>()
    const permissions = new Set(ACTION_NAMES.map((action) => ruleOf(action).permission))
    for (const row of rows.map((each) => ({ ...each, typeName: null, unitName: null })))
      for (const personId of [null, row.reporterId, row.inspectorId, row.checkedBy, row.handledBy[0] ?? null])
        for (const unitId of [null, row.unitId])
          for (const stage of STAGES) {
            const actor = { ...supervisor, personId, unitId, permissions, level: row.closingLevel, memberOf: [], ofCentre: unitId === null }
            const state = { ...row, stage, inspectorId: personId }
            const facts = rowState(CaseRowAnswer.parse(seenRow(calendar, actor, state)), actor)
            for (const action of ACTION_NAMES) {
              const refusal = refusalOf(action, state, actor)
              expect(refusalOf(action, facts, actor), `${action} on ${state.number}`).toBe(refusal)
              refusals.add(refusal)
            }
          }
    // Refusals that only a person’s own part in a case can cause must have been met.
    for (const own of ['handler_must_differ', 'checker_must_differ', 'not_reporter'] as const) expect([...refusals]).toContain(own)
  })

  it('tells nobody who else reported, handled or checked it', async () => {
    const { cases } = await listPage(db, supervisor, page())
    const others = new Set(rows.flatMap((row) => [row.reporterId, row.checkedBy, ...row.handledBy]).filter((id) => id !== null))
    const named = new Set(cases.map((row) => row.inspectorId))
    const told = JSON.stringify(cases.map((row) => CaseRowAnswer.parse(row)))
    const leaked = [...others].filter((id) => told.includes(id) && !named.has(id))
    expect(others.size).toBeGreaterThan(5)
    expect(leaked).toEqual([])
  })
})

describe('the active clock', () => {
  it("is the handling clock while the unit has the case, the stage's in all other open stages, none after the end", () => {
    for (const row of rows) {
      const active = activeAt(row, '2026-01-11T04:00:00Z')
      const withUnit = ['dispatched', 'handling', 'suspended'].includes(row.stage)
      expect(active?.kind ?? null, row.stage).toBe(isOpen(row.stage) ? (withUnit ? 'handling' : 'stage') : null)
      if (active?.kind === 'handling') expect(active.standing).toBe(row.pending === 'return' || row.stage === 'suspended')
      if (active) expect(active.dueAt).toEqual(active.standing ? null : (row.dueAt ?? row.stageDueAt))
    }
  })

  it('counts the share of its limit: 1 when due, 2 twice over, and stands where it stood', () => {
    const entered = new Date('2026-03-02T01:00:00Z')
    const staged = {
      ...(rows[0] as CaseState),
      stage: 'accepted' as const,
      stageEnteredAt: entered,
      stageDueAt: new Date('2026-03-02T01:15:00Z'),
    }
    const stageAt = (minutes: number) => activeClockOf(calendar, staged, new Date(entered.getTime() + minutes * 60_000))
    expect(
      [0, 12, 12.5, 15, 15.5, 30].map((minutes) => [stageAt(minutes)?.used, stageAt(minutes)?.light, stageAt(minutes)?.overdue]),
    ).toEqual([
      [0, 'green', false],
      [0.8, 'green', false],
      [12.5 / 15, 'yellow', false],
      [1, 'yellow', false],
      [15.5 / 15, 'red', true],
      [2, 'red', true],
    ])
    const standing = rows.find((row) => row.stage === 'suspended' || (row.pending === 'return' && isOpen(row.stage)))
    if (!standing) throw new Error('no clock stands in the random city')
    const shown = FIXED.map((instant) => activeAt(standing, instant))
    expect(shown.every((active) => active?.standing === true && active.used === shown[0]?.used && active.light === shown[0]?.light)).toBe(
      true,
    )
  })

  it('of a stage entered after its deadline is red at once and never without a number', () => {
    const late = {
      ...(rows[0] as CaseState),
      stage: 'filed' as const,
      stageEnteredAt: new Date('2026-03-02T02:00:00Z'),
      stageDueAt: new Date('2026-03-02T01:00:00Z'),
    }
    expect(activeClockOf(calendar, late, new Date('2026-03-02T02:00:00Z'))).toMatchObject({ used: 61, light: 'red', overdue: true })
  })
})

describe('the filter by light', () => {
  it('finds exactly the cases whose row shows it, whenever it is asked', async () => {
    const seen = new Set<string | undefined>()
    for (const instant of instants)
      for (const lights of [['green'], ['yellow'], ['red'], ['yellow', 'red']] as const) {
        const expected = rows.filter((row) => (lights as readonly unknown[]).includes(activeAt(row, instant)?.light))
        const light = lights.join(',')
        const found = idsOf((await listPage(db, at(instant), page({ light }))).cases)
        expect(found, `${light} at ${instant}`).toEqual(idsOf(expected))
        if (expected.length > 0) seen.add(light)
      }
    expect(seen.size).toBe(4)
    const light = 'yellow,red'
    const expected = rows.filter((row) => ['yellow', 'red'].includes(activeAt(row, FIXED[2] ?? '')?.light ?? ''))
    expect(await countFiltered(db, at(FIXED[2] ?? ''), CaseFilter.parse({ light }))).toBe(expected.length)
  }, 60_000)
})

describe('other filters of a workbench', () => {
  const FILTERS: readonly (readonly [Record<string, unknown>, (row: CaseState) => boolean])[] = [
    [{ unitId: 'none' }, (row) => row.unitId === null],
    [{ listed: 'true' }, (row) => row.listedLevel !== null],
    [{ listed: 'false', open: 'true' }, (row) => row.listedLevel === null && isOpen(row.stage)],
  ]
  it.each(FILTERS)('%j', async (query, matches) => {
    const expected = rows.filter(matches)
    expect(idsOf((await listPage(db, supervisor, page(query))).cases)).toEqual(idsOf(expected))
    expect(expected.length).toBeGreaterThan(0)
  })
})

describe('the filter by what was asked for', () => {
  it('finds each kind', async () => {
    for (const pendingKind of PENDING_KINDS) {
      const { cases } = await listPage(db, supervisor, page({ pendingKind }))
      expect(idsOf(cases)).toEqual(idsOf(rows.filter((row) => row.pending === pendingKind)))
    }
    expect(rows.some((row) => row.pending !== null)).toBe(true)
  })
})

describe('most urgent first', () => {
  it.each(FIXED)('at %s: red before all other lights, then by deadline, what stands or has ended last', async (instant) => {
    const { cases } = await listPage(db, at(instant), page({ sort: 'urgent' }))
    const ranks = cases.map(({ active, pending }) => {
      if (!active) return 3
      if (active.standing) return active.light === 'red' && pending === 'return' ? 0 : 3
      return active.overdue ? 1 : 2
    })
    expect(cases.length).toBe(rows.length)
    expect(ranks).toEqual([...ranks].sort())
    const dues = cases.flatMap(({ active }) => (active?.dueAt ? [active.dueAt.getTime()] : []))
    expect(dues).toEqual([...dues].sort((a, b) => a - b))
  })

  it.each([{ box: 'all' }, { box: 'listed' }])('%j comes in pages that show every case once', async (query) => {
    const whole = (await listPage(db, supervisor, page({ sort: 'urgent', ...query }))).cases.map(({ id }) => id)
    const found: string[] = []
    let after: string | undefined
    do {
      const { cases, next } = await listPage(db, supervisor, page({ sort: 'urgent', ...query, limit: 3, after }))
      found.push(...cases.map(({ id }) => id))
      after = next ?? undefined
    } while (after !== undefined)
    expect(found).toEqual(whole)
    expect(found.length).toBeGreaterThan(3)
  })

  it('lists what the city listed before what a district did', async () => {
    const { cases } = await listPage(db, supervisor, page({ sort: 'urgent', box: 'listed' }))
    const levels = ['city', 'district', 'street', 'community']
    const ranks = cases.map(({ listedLevel }) => levels.indexOf(listedLevel ?? ''))
    expect(ranks).toEqual([...ranks].sort())
    expect(new Set(ranks).size).toBeGreaterThan(1)
  })
})

describe('the counts of the boxes', () => {
  it('say how many of the inbox are red and yellow, for everybody', async () => {
    const sum = { red: 0, yellow: 0 }
    for (const key of city.personKeys)
      for (const instant of instants.slice(0, 9)) {
        const actor = city.actorOf(key, new Date(instant))
        const { cases } = await listPage(db, actor, page({ box: 'inbox' }))
        const { inbox, red, yellow } = await countBoxes(db, actor)
        const lit = (light: string): number => cases.filter(({ active }) => active?.light === light).length
        expect({ inbox, red, yellow }, key).toEqual({ inbox: cases.length, red: lit('red'), yellow: lit('yellow') })
        sum.red += red
        sum.yellow += yellow
      }
    expect(sum.red).toBeGreaterThan(10)
    expect(sum.yellow).toBeGreaterThan(0)
  }, 60_000)
})
