import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseState } from '#cases/case-state.ts'
import { CaseFilter, CasePage } from '#cases/contract.ts'
import type { ActionName } from '#cases/lifecycle.ts'
import { countBoxes, countFiltered, listPage } from '#cases/list-page.ts'
import { countCases, listCases } from '#cases/queries-lists.ts'
import { setComponents, setShopfronts } from '#cases/queries-registers.ts'
import { possibleActions } from '#cases/refusal.ts'
import { maySee } from '#cases/visibility.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { minutesLater, report } from '../support/cases.ts'
import type { SmallCity } from '../support/city.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, openCommonCity, plainCity } from './drive.ts'
import { LoopWalker } from './random-loop.ts'

let db: Db
let city: SmallCity
let rows: readonly CaseState[]
let people: readonly Actor[]

/** A city where random people have done random things: cases in every stage, at every level, with every kind of request waiting. */
beforeAll(async () => {
  await openCommonCity()
  db = (await testDatabase()).db
  city = await plainCity(db)
  for (const seed of [7, 8, 9, 10]) await new LoopWalker(db, city, seed).walk(500)
  await (await beginStory(db, { city })).upTo('closed')
  const shared = await (await beginStory(db, { city })).upTo('handling')
  await shared.do('1-centre.dispatcher', 'co-handle', { parts: [{ unitId: city.unit('1-parks').id, task: '配合' }] })
  const at = new Date('2026-12-01T02:00:00Z')
  people = city.personKeys.map((key) => city.actorOf(key, at))
  const everything = { ...city.actorOf('centre.supervisor', at), areas: [''] }
  rows = await listCases(db, everything, CasePage.parse({ limit: 200 }), undefined).then((page) => {
    if (page.length > 200) throw new Error('more cases than one page holds')
    return page
  })
}, 300_000)

const page = (query: Record<string, unknown> = {}) => CasePage.parse({ limit: 200, ...query })
const idsOf = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id).sort()
const listed = async (actor: Actor, query: Record<string, unknown>): Promise<string[]> =>
  idsOf((await listPage(db, actor, page(query))).cases)
const person = (key: string): Actor => city.actorOf(key, new Date('2026-12-01T02:00:00Z'))

describe('the random city', () => {
  it('has enough to tell lists apart', () => {
    expect(rows.length).toBeGreaterThan(60)
    expect(new Set(rows.map(({ stage }) => stage)).size).toBeGreaterThan(9)
    expect(new Set(rows.map(({ closingLevel }) => closingLevel)).size).toBe(4)
  })
})

describe('who sees what', () => {
  it('is the same for one case and for a list, for every person and every case', async () => {
    const seen = new Set<number>()
    for (const actor of people) {
      const expected = idsOf(rows.filter((row) => maySee(row, actor)))
      expect(await listed(actor, {}), actor.personId ?? '').toEqual(expected)
      expect(await countCases(db, actor, CaseFilter.parse({}))).toBe(expected.length)
      seen.add(expected.length)
    }
    expect(seen.size).toBeGreaterThan(5)
  })
})

/** The steps that carry a case on; whoever could take one of them now has it in the inbox. */
const ONWARD: readonly ActionName[] = [
  'accept', 'send-verify', 'verify', 'file', 'dispatch', 'receive', 'report-back', 'finish-part', 'send-check', 'check', 'close',
  'decide-return', 'decide-extension', 'decide-suspension',
] // biome-ignore format: a list

/** Work that stays with the unit although its report is not in order yet: parts of others are open, or more time was asked for. */
const stillWorking = (row: CaseState, actor: Actor): boolean =>
  actor.permissions.has('case.handle') &&
  row.unitId === actor.unitId &&
  ['dispatched', 'handling'].includes(row.stage) &&
  row.pending !== 'return'

describe('the inbox', () => {
  it("holds exactly the cases whose next step is this post's", async () => {
    let [held, filled] = [0, 0]
    for (const actor of people) {
      const expected = rows.filter(
        (row) => maySee(row, actor) && (stillWorking(row, actor) || possibleActions(row, actor).some((action) => ONWARD.includes(action))),
      )
      expect(await listed(actor, { box: 'inbox' })).toEqual(idsOf(expected))
      held += expected.length
      filled += expected.length > 0 ? 1 : 0
    }
    expect(filled).toBeGreaterThan(15)
    expect(held).toBeGreaterThan(50)
  })

  it("is nobody's outside a centre, whatever the role holds", async () => {
    const actor = {
      ...person('1-water.handler'),
      permissions: new Set(['case.read', 'case.accept', 'case.file', 'case.rule', 'case.dispatch']),
    }
    expect(await listed(actor, { box: 'inbox' })).toEqual([])
  })
})

describe('the boxes', () => {
  const now = new Date('2026-12-01T02:00:00Z').getTime()
  const open = (row: CaseState): boolean => row.closedAt === null
  const BOXES: Record<string, (row: CaseState, actor: Actor) => boolean> = {
    all: () => true,
    mine: (row, { personId }) => [row.handlerId, row.inspectorId, row.reporterId].includes(personId),
    'reported-by-me': (row, { personId }) => row.reporterId === personId,
    overdue: (row) => open(row) && [row.dueAt, row.stageDueAt].some((due) => due !== null && due.getTime() < now),
    unassigned: (row) => open(row) && row.unitId === null,
    listed: (row) => row.listedLevel !== null,
    pending: (row) => row.pending !== null,
    recallable: (row, actor) => possibleActions(row, { ...actor, permissions: new Set(['case.dispatch']) }).includes('recall'),
    returned: (row, actor) =>
      actor.ofCentre &&
      coversPlace(actor, row.placeCode) &&
      [row.loopLevel, row.closingLevel].includes(actor.level) &&
      (row.pending === 'return' || (row.stage === 'filed' && row.returnCount > 0)),
  }

  it.each(Object.entries(BOXES))('%s holds what it says', async (box, belongs) => {
    let held = 0
    for (const key of ['1-centre.acceptor', '2-centre.inspector', 'centre.supervisor', '1-water.handler', '1.1.1-workstation.head']) {
      const actor = person(key)
      const expected = idsOf(rows.filter((row) => maySee(row, actor) && belongs(row, actor)))
      expect(await listed(actor, { box }), key).toEqual(expected)
      held += expected.length
    }
    expect(held).toBeGreaterThan(0)
  })

  it('urged holds the open cases an answer is waited for, by whoever sees them', () =>
    withRollback(async (tx) => {
      const chosen = rows
        .filter(open)
        .slice(0, 5)
        .concat(rows.filter((row) => !open(row)).slice(0, 2))
      const ids = chosen.map(({ id }) => id)
      await tx
        .updateTable('case')
        .set({ urgeDueAt: new Date(now) })
        .where('cityId', '=', city.cityId)
        .where('id', 'in', ids)
        .execute()
      for (const key of ['centre.supervisor', '1-centre.duty-chief']) {
        const { cases } = await listPage(tx, person(key), CasePage.parse({ box: 'urged', limit: 200 }))
        expect(cases.map(({ id }) => id).sort()).toEqual(idsOf(chosen.filter((row) => open(row) && maySee(row, person(key)))))
      }
    }))

  it('are counted as they are listed', async () => {
    for (const actor of people) {
      const counts = await countBoxes(db, actor)
      const boxes = ['inbox', 'overdue', 'pending', 'unassigned', 'listed'] as const
      for (const box of boxes) expect(counts[box]).toBe((await listed(actor, { box })).length)
      expect(counts.open).toBe((await listed(actor, { open: 'true' })).length)
    }
  })
})

describe('the filters', () => {
  const first = (pick: (row: CaseState) => unknown): string => String(rows.map(pick).find((value) => value !== null))
  const middle = (): string =>
    [...rows].sort((a, b) => +a.reportedAt - +b.reportedAt)[Math.floor(rows.length / 2)]?.reportedAt.toISOString() ?? ''
  const closedMiddle = (): string => rows.flatMap(({ closedAt }) => (closedAt ? [closedAt.toISOString()] : [])).sort()[5] ?? ''
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  /** South-west of the middle of all cases: some lie in it, some do not. */
  const southWest = (): string => ['-180', '-90', median(rows.map(({ lon }) => lon)), median(rows.map(({ lat }) => lat))].join(',')
  const liesIn = ({ lon, lat }: CaseState, bounds: string): boolean => {
    const [west = 0, south = 0, east = 0, north = 0] = bounds.split(',').map(Number)
    return lon >= west && lon <= east && lat >= south && lat <= north
  }
  const FILTERS: readonly (readonly [string, () => string, (row: CaseState, value: string) => boolean])[] = [
    ['stage', () => 'handling,closed', (row) => ['handling', 'closed'].includes(row.stage)],
    ['open', () => 'true', (row) => row.closedAt === null],
    ['open', () => 'false', (row) => row.closedAt !== null],
    ['typeCode', () => 'C0104,E0110', (row) => ['C0104', 'E0110'].includes(row.typeCode ?? '')],
    ['domain', () => 'urban', (row) => row.typeCode !== null],
    ['placeCode', () => city.code('1.2'), (row, code) => row.placeCode.startsWith(code)],
    ['placeCode', () => city.zoneCode, (row, code) => row.zoneCode === code],
    ['within', southWest, liesIn],
    ['unitId', () => first(({ unitId }) => unitId), (row, id) => row.unitId === id || row.assisting.some((part) => part.unitId === id)],
    [
      'unitId',
      () => first(({ assisting }) => assisting[0]?.unitId ?? null),
      (row, id) => row.unitId === id || row.assisting.some((part) => part.unitId === id),
    ],
    ['channel', () => 'hotline', (row) => row.channel === 'hotline'],
    ['origin', () => 'inspector', (row) => row.origin === 'inspector'],
    ['originLevel', () => 'district', (row) => row.originLevel === 'district'],
    ['loopLevel', () => 'street', (row) => row.loopLevel === 'street'],
    ['closingLevel', () => 'community', (row) => row.closingLevel === 'community'],
    ['urgency', () => 'urgent', (row) => row.urgency === 'urgent'],
    ['reportedFrom', middle, (row, from) => row.reportedAt >= new Date(from)],
    ['reportedTo', middle, (row, to) => row.reportedAt < new Date(to)],
    ['closedFrom', closedMiddle, (row, from) => row.closedAt !== null && row.closedAt >= new Date(from)],
    ['closedTo', closedMiddle, (row, to) => row.closedAt !== null && row.closedAt < new Date(to)],
    ['onTime', () => 'true', (row) => row.onTime === true],
    ['selfHandled', () => 'false', (row) => !row.selfHandled],
    ['number', () => first(({ number }) => number), (row, number) => row.number === number],
  ]

  it.each(FILTERS)('%s finds what it says (%#)', async (name, pick, matches) => {
    const actor = person('centre.supervisor')
    const value = pick()
    const expected = idsOf(rows.filter((row) => matches(row, value)))
    expect(await listed(actor, { [name]: value })).toEqual(expected)
    expect(await countCases(db, actor, CaseFilter.parse({ [name]: value }))).toBe(expected.length)
    expect(expected.length).toBeGreaterThan(0)
  })

  it('narrow each other', async () => {
    const query = { stage: 'closed', closingLevel: 'district', box: 'all' }
    expect(await listed(person('centre.supervisor'), query)).toEqual(
      idsOf(rows.filter((row) => row.stage === 'closed' && row.closingLevel === 'district')),
    )
  })

  it('find registers by their code', () =>
    withRollback(async (tx) => {
      const other = await beginStory(tx)
      const at = { cityId: other.city.cityId, gridCode: null, lon: 102.7, lat: 25 }
      const units = { supervisingUnitId: null, ownerUnitId: null, maintenanceUnitId: null }
      const dates = { initialDate: null, changeDate: null, dataSource: '', note: '' }
      await setComponents(tx, [{ ...at, ...units, ...dates, code: 'B-1', typeCode: 'C0104', name: '雨水箅子', state: 'intact' }])
      await setShopfronts(tx, [{ ...at, code: 'S-1', name: '小店', address: '某路', duties: [], signedOn: null, state: 'open' }])
      const tagged = await beginStory(tx, { city: other.city, componentCode: 'B-1', shopfrontCode: 'S-1' })
      for (const query of [{ componentCode: 'B-1' }, { shopfrontCode: 'S-1' }])
        expect(idsOf((await listPage(tx, tagged.as('centre.supervisor'), page(query))).cases)).toEqual([tagged.id])
    }))
})

describe('pages', () => {
  it.each(['newest', 'oldest', 'due'] as const)('by %s show every case once, in order, however small they are', async (sort) => {
    const actor = person('centre.supervisor')
    const whole = (await listPage(db, actor, page({ sort }))).cases.map(({ id }) => id)
    const found: string[] = []
    let after: string | undefined
    do {
      const { cases, next } = await listPage(db, actor, page({ sort, limit: 7, after }))
      found.push(...cases.map(({ id }) => id))
      after = next ?? undefined
    } while (after !== undefined)
    expect(found).toEqual(whole)
    expect(new Set(found).size).toBe(rows.length)
  })

  it.each(['newest', 'oldest'] as const)('by %s neither repeat nor lose a case while others are reported, many in one instant', (sort) =>
    withRollback(async (tx) => {
      const busy = await plainCity(tx)
      const acceptor = (minute: number) => busy.actorOf('1-centre.acceptor', minutesLater(minute))
      const before: string[] = []
      for (let count = 0; count < 12; count += 1) before.push((await report(tx, busy, acceptor(count < 6 ? 0 : count))).id)
      const found: string[] = []
      let after: string | undefined
      let minute = 20
      do {
        const { cases, next } = await listPage(tx, busy.actorOf('1-centre.acceptor', minutesLater(500)), page({ sort, limit: 3, after }))
        found.push(...cases.map(({ id }) => id))
        after = next ?? undefined
        if (minute < 40) await report(tx, busy, acceptor(minute))
        minute += 1
      } while (after !== undefined && found.length < 100)
      expect(new Set(found).size).toBe(found.length)
      expect(before.filter((id) => !found.includes(id))).toEqual([])
    }),
  )

  it.each([
    '',
    'x',
    'W10',
    Buffer.from('["2026-01-01T00:00:00.000Z","no id"]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])('refuse the mark %j, which is not theirs', async (after) => {
    await expect(listPage(db, person('centre.supervisor'), { ...page(), after })).rejects.toMatchObject({
      code: 'case.bad_cursor',
      status: 422,
    })
  })
})

describe('text search', () => {
  const TEXTS = {
    grate: { address: '关上街道双桥路 12 号', description: '雨水箅子断裂，井盖下沉' },
    litter: { address: '北京路口', description: '路边堆放生活垃圾 3 袋，有异味' },
    advert: { address: 'Ａ座大厦 Tower-B', description: '违规张贴 WiFi 广告100%清除_不净' },
    lone: { address: '水', description: '雨' },
  }
  type Name = keyof typeof TEXTS
  const SEARCHES: readonly (readonly [query: string, found: readonly Name[]])[] = [
    ['箅子', ['grate']],
    ['垃圾', ['litter']],
    ['雨水箅子', ['grate']],
    ['箅子雨水', []],
    ['井盖 双桥', ['grate']],
    ['井盖 垃圾', []],
    ['雨', ['grate', 'lone']],
    ['路', ['grate', 'litter']],
    ['异', ['litter']],
    ['水 雨', ['grate', 'lone']],
    ['wifi', ['advert']],
    ['WIFI广告', []],
    ['WiFi 广告', ['advert']],
    ['ｗｉｆｉ', ['advert']],
    ['a座', ['advert']],
    ['Ａ座', ['advert']],
    ['tower b', ['advert']],
    ['双桥路 12', ['grate']],
    ['100%清除', ['advert']],
    ['３ 袋', ['litter']],
    ['违规_张贴', ['advert']],
    ['违_张贴', ['advert']],
    ['暴露生活', []],
    ['不存在', []],
  ]

  it('finds words of two characters, of one, Latin, full-width, and takes no sign for a wildcard', () =>
    withRollback(async (tx) => {
      const own = await plainCity(tx)
      const acceptor = own.actorOf('1-centre.acceptor', minutesLater(0))
      const ids = new Map<string, Name>()
      for (const [name, fields] of Object.entries(TEXTS) as [Name, (typeof TEXTS)[Name]][])
        ids.set((await report(tx, own, acceptor, fields)).id, name)
      for (const [text, found] of SEARCHES) {
        const { cases } = await listPage(tx, acceptor, page({ text }))
        expect(cases.map(({ id }) => ids.get(id)).sort(), text).toEqual([...found].sort())
        expect(await countFiltered(tx, acceptor, CaseFilter.parse({ text })), text).toBe(found.length)
      }
    }))

  it('finds the newest first and the oldest last, over days and over months without any', () =>
    withRollback(async (tx) => {
      const own = await plainCity(tx)
      const days = [0, 1, 12, 13, 14, 15, 28, 29, 200, 390]
      const reported: string[] = []
      for (const day of days) {
        const on = own.actorOf('1-centre.acceptor', minutesLater(day * 1440))
        reported.push((await report(tx, own, on, TEXTS.grate)).id)
        await report(tx, own, on, TEXTS.litter)
      }
      const reader = own.actorOf('1-centre.acceptor', minutesLater(391 * 1440))
      for (const limit of [1, 2, 3, 50]) {
        const found: string[] = []
        let after: string | undefined
        do {
          const { cases, next } = await listPage(tx, reader, page({ text: '双桥 箅子', limit, after }))
          found.push(...cases.map(({ id }) => id))
          after = next ?? undefined
        } while (after !== undefined)
        expect(found, `pages of ${limit}`).toEqual(reported.toReversed())
      }
      const since = minutesLater(14 * 1440).toISOString()
      expect((await listPage(tx, reader, page({ text: '箅子', reportedFrom: since }))).cases).toHaveLength(6)
    }))

  it('finds a case by the name of its type and by part of its number', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx, { city: await plainCity(tx) })).upTo('accepted')
      await beginStory(tx, { city: story.city })
      const { number } = await story.row()
      for (const text of ['暴露生活', '暴露生活垃圾', number, number.slice(-6)]) {
        const { cases } = await listPage(tx, story.as('1-centre.acceptor'), page({ text }))
        expect(idsOf(cases), text).toEqual([story.id])
      }
      for (const text of ['暴_生活', '暴%垃圾'])
        expect((await listPage(tx, story.as('1-centre.acceptor'), page({ text }))).cases, text).toEqual([])
    }))

  it.each(['%', '_', '%%__', '，。', '——'])('says that %j is nothing to search for', async (text) => {
    await expect(listPage(db, person('centre.supervisor'), page({ text }))).rejects.toMatchObject({ code: 'case.short_query', status: 422 })
  })
})
