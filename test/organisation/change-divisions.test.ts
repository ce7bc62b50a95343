import { expect, test } from 'vitest'
import { addDivision } from '#organisation/add-division.ts'
import { addGrid } from '#organisation/add-grid.ts'
import { addZone } from '#organisation/add-zone.ts'
import { rectangle } from '#organisation/area.ts'
import { assignGridStaff } from '#organisation/assign-grid-staff.ts'
import { checkCoverage } from '#organisation/check-coverage.ts'
import { closeGrid } from '#organisation/close-grid.ts'
import { COVERAGE_LEVELS } from '#organisation/coverage.ts'
import { mergeDivisions } from '#organisation/merge-divisions.ts'
import { findDivision, findDivisionName, listDivisionVersions } from '#organisation/queries-divisions.ts'
import { listGridsWithin } from '#organisation/queries-grids.ts'
import { findPlaceAt } from '#organisation/queries-places.ts'
import { listStaffOfGrid } from '#organisation/queries-staff.ts'
import { listSuccessions } from '#organisation/queries-succession.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { redrawOutlines } from '#organisation/redraw-outlines.ts'
import { renameDivision } from '#organisation/rename-division.ts'
import { splitDivision } from '#organisation/split-division.ts'
import type { Db } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { withRollback } from '#test/support/database.ts'

const at = new Date('2026-03-01T04:00:00Z')
const [before, on] = ['2026-01-31', '2026-02-01']
const actorOf = (city: SmallCity) => city.actorOf('administrator', at)

/** Runs a story in a small city of its own and takes everything back afterwards. */
const inCity = (story: (tx: Db, city: SmallCity) => Promise<void>) => () => withRollback(async (tx) => story(tx, await makeSmallCity(tx)))

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Problem) return error
  throw error ?? new Error('nothing was refused')
}

async function expectWhole(tx: Db, city: SmallCity): Promise<void> {
  for (const level of COVERAGE_LEVELS) expect((await checkCoverage(tx, { cityId: city.cityId, at }, { level, on })).findings).toEqual([])
}

const announced = async (tx: Db, city: SmallCity) =>
  (await tx.selectFrom('outbox').select(['topic', 'data']).where('cityId', '=', city.cityId).execute()).map(({ topic, data }) => ({
    topic,
    data,
  }))

const places = async (tx: Db, city: SmallCity, place: string, day: string) => {
  const [lon, lat] = city.middle(place)
  return (await findPlaceAt(tx, city.cityId, lon, lat, day))?.placeCode
}

test(
  'a renamed division keeps its old name for the days before',
  inCity(async (tx, city) => {
    const code = city.code('1.1')
    await renameDivision(tx, actorOf(city), { code, name: '新名街道', nameEn: 'New Name', on })
    expect(await findDivisionName(tx, city.cityId, code, before)).toBe('1.1街道')
    expect(await findDivisionName(tx, city.cityId, code, on)).toBe('新名街道')
    expect(await listDivisionVersions(tx, city.cityId, code)).toMatchObject([
      { validTo: on },
      { validFrom: on, validTo: null, name: '新名街道' },
    ])
    expect(await listSuccessions(tx, city.cityId, code)).toMatchObject([{ fromCode: code, toCode: code, kind: 'rename', onDate: on }])
    expect(await announced(tx, city)).toMatchObject([{ topic: 'division.changed', data: { kind: 'rename', on, codes: [] } }])
    await expectWhole(tx, city)
  }),
)

test(
  'merging communities takes grids, staff, units and posts along, and leaves yesterday as it was',
  inCity(async (tx, city) => {
    const [stays, goes] = [city.code('1.1.1'), city.code('1.1.2')]
    const { personId } = city.person('1.1.2-team.handler')
    const gridCode = city.code('1.1.2.1')
    await assignGridStaff(tx, actorOf(city), { gridCode, kindCode: 'head', personId, validFrom: city.since, validTo: null })
    const answer = await mergeDivisions(tx, actorOf(city), { codes: [stays, goes], code: stays, name: '合并社区', nameEn: null, on })
    expect(answer.changes).toEqual([
      { from: stays, to: stays },
      { from: goes, to: stays },
      { from: `${goes}001`, to: `${stays}003` },
      { from: `${goes}002`, to: `${stays}004` },
    ])
    expect((await listGridsWithin(tx, city.cityId, stays, on)).map(({ code }) => code)).toEqual(
      ['001', '002', '003', '004'].map((serial) => stays + serial),
    )
    expect(await places(tx, city, '1.1.2.1', on)).toBe(`${stays}003`)
    expect(await places(tx, city, '1.1.2.1', before)).toBe(gridCode)
    expect(await listStaffOfGrid(tx, city.cityId, `${stays}003`, on)).toMatchObject([{ personId, kindCode: 'head', validFrom: on }])
    expect(await listStaffOfGrid(tx, city.cityId, gridCode, on)).toEqual([])
    expect(await listStaffOfGrid(tx, city.cityId, gridCode, before)).toHaveLength(1)
    expect((await findUnit(tx, city.cityId, city.unit('1.1.2-team').id))?.areaCode).toBe(stays)
    expect(answer.unitIds.sort()).toEqual([city.unit('1.1.2-team').id, city.unit('1.1.2-workstation').id].sort())
    expect(await findDivision(tx, city.cityId, goes, on)).toBeUndefined()
    expect(await findDivisionName(tx, city.cityId, goes, before)).toBe('1.1.2社区')
    expect(await findDivisionName(tx, city.cityId, gridCode, before)).toBe('1.1.2.1网格')
    expect(await announced(tx, city)).toMatchObject([
      {
        topic: 'division.changed',
        data: { kind: 'merge', on, placeCode: city.code('1.1'), codes: [stays, goes, `${goes}001`, `${goes}002`] },
      },
    ])
    await expectWhole(tx, city)
  }),
)

test(
  'merging streets takes communities and their grids along under a new code',
  inCity(async (tx, city) => {
    const [one, two] = [city.code('1.1'), city.code('1.2')]
    const merged = `${city.code('1')}003`
    await mergeDivisions(tx, actorOf(city), { codes: [one, two], code: merged, name: '大街道', nameEn: null, on })
    expect(await places(tx, city, '1.1.1.1', on)).toBe(`${merged}001001`)
    expect(await places(tx, city, '1.2.1.1', on)).toBe(`${merged}003001`)
    expect(await listSuccessions(tx, city.cityId, `${merged}003`)).toMatchObject([{ fromCode: city.code('1.2.1'), kind: 'recode' }])
    await expectWhole(tx, city)
  }),
)

test(
  'what is split keeps zone and staff; a grid the border runs through is cut',
  inCity(async (tx, city) => {
    const [code, second] = [city.code('2.2.1'), `${city.code('2.2')}003`]
    await addZone(tx, actorOf(city), { code: 'Z2', name: '园区', nameEn: null, divisionCodes: [code], validFrom: city.since })
    const { personId } = city.person('2.2.1-team.handler')
    await assignGridStaff(tx, actorOf(city), { gridCode: `${code}002`, kindCode: 'head', personId, validFrom: city.since, validTo: null })
    // The community reaches from 102.72 to 102.74; its grids meet at 102.73, the new border is at 102.735.
    const parts = [
      { code, name: '西社区', nameEn: null, area: rectangle([102.72, 25.02], [102.735, 25.03]) },
      { code: second, name: '东社区', nameEn: null, area: rectangle([102.735, 25.02], [102.74, 25.03]) },
    ]
    const answer = await splitDivision(tx, actorOf(city), { code, parts, on })
    expect(answer.changes).toEqual([
      { from: code, to: code },
      { from: code, to: second },
      { from: `${code}002`, to: `${code}003` },
      { from: `${code}002`, to: `${second}002` },
    ])
    expect(await places(tx, city, '2.2.1.1', on)).toBe(`${code}001`)
    for (const [lon, grid, name] of [
      [102.7325, `${code}003`, '2.2.1.2网格-1'],
      [102.7375, `${second}002`, '2.2.1.2网格-2'],
    ] as const) {
      expect(await findPlaceAt(tx, city.cityId, lon, 25.025, on)).toMatchObject({ gridCode: grid, zoneCode: 'Z2', names: { grid: name } })
      expect(await listStaffOfGrid(tx, city.cityId, grid, on)).toMatchObject([{ personId }])
    }
    expect(await findDivisionName(tx, city.cityId, code, before)).toBe('2.2.1社区')
    expect(await listSuccessions(tx, city.cityId, second)).toMatchObject([{ fromCode: code, kind: 'split' }])
    await expectWhole(tx, city)
  }),
)

test(
  'parts that leave a gap or overlap are refused, and the refusal says where',
  inCity(async (tx, city) => {
    const code = city.code('1.1.1')
    const part = (serial: string, west: number, east: number) => ({
      code: `${city.code('1.1')}${serial}`,
      name: `部分${serial}`,
      nameEn: null,
      area: rectangle([west, 25], [east, 25.01]),
    })
    const split = (...parts: ReturnType<typeof part>[]) => problemOf(splitDivision(tx, actorOf(city), { code, parts, on }))
    const gap = await split(part('003', 102.7, 102.709), part('004', 102.71, 102.72))
    expect(gap).toMatchObject({ code: 'organisation.wrong_outline', status: 422, details: { field: 'parts', findings: [{ kind: 'gap' }] } })
    expect(gap.text.zh).toMatch(/^边界有 1 处错误：1\.1\.1社区（\d{12}）有 111,\d{3} 平方米不属于任何社区（村），紧邻部分003/)
    expect((await split(part('003', 102.7, 102.711), part('004', 102.71, 102.72))).details).toMatchObject({
      findings: [{ kind: 'overlap' }],
    })
    expect((await split(part('003', 102.7, 102.71), part('004', 102.71, 102.721))).details).toMatchObject({
      findings: [{ kind: 'outside' }],
    })
  }),
)

test(
  'a street is not split through one of its communities',
  inCity(async (tx, city) => {
    const code = city.code('1.1')
    const parts = [
      { code, name: '西', nameEn: null, area: rectangle([102.7, 25], [102.71, 25.02]) },
      { code: `${city.code('1')}003`, name: '东', nameEn: null, area: rectangle([102.71, 25], [102.72, 25.02]) },
    ]
    const problem = await problemOf(splitDivision(tx, actorOf(city), { code, parts, on }))
    expect(problem).toMatchObject({
      code: 'organisation.wrong_sources',
      text: { en: expect.stringContaining(`runs through ${city.code('1.1.1')} below it`) },
    })
  }),
)

test(
  'what does not belong together is not merged',
  inCity(async (tx, city) => {
    const merge = (...keys: string[]) => {
      const codes = keys.map((key) => city.code(key))
      return problemOf(mergeDivisions(tx, actorOf(city), { codes, code: codes[0] ?? '', name: '甲', nameEn: null, on }))
    }
    expect(await merge('1.1.1', '1.2.1')).toMatchObject({ code: 'organisation.wrong_sources' })
    expect(await merge('1.1', '1.1.1')).toMatchObject({ code: 'organisation.wrong_sources' })
    expect(await merge('1.1.1')).toMatchObject({ code: 'organisation.wrong_sources' })
    const zones = await merge('2.1', '2.2')
    expect(zones.text.zh).toContain(`${city.code('2.1')} 与 ${city.code('2.2')} 所属功能区不同（无／${city.zoneCode}）`)
  }),
)

test(
  'codes once used are never given again, and must fit their place',
  inCity(async (tx, city) => {
    const merge = (code: string) =>
      mergeDivisions(tx, actorOf(city), { codes: [city.code('1.1.1'), city.code('1.1.2')], code, name: '甲', nameEn: null, on })
    expect(await problemOf(merge(city.code('1.2.1')))).toMatchObject({ code: 'organisation.wrong_code', details: { field: 'code' } })
    expect(await problemOf(merge(`${city.code('1.1')}0003`))).toMatchObject({ code: 'organisation.wrong_code' })
    await merge(`${city.code('1.1')}003`)
    const again = { level: 'community' as const, parentCode: city.code('1.1'), nameEn: null, name: '乙', area: null, validFrom: on }
    expect(await problemOf(addDivision(tx, actorOf(city), { ...again, code: city.code('1.1.1') }))).toMatchObject({
      code: 'organisation.code_taken',
    })
  }),
)

test(
  'a change takes effect after the version it ends began, and not in the future',
  inCity(async (tx, city) => {
    const rename = (day: string) =>
      problemOf(renameDivision(tx, actorOf(city), { code: city.code('1'), name: '甲', nameEn: null, on: day }))
    expect(await rename('2026-03-02')).toMatchObject({
      code: 'organisation.wrong_day',
      text: { zh: expect.stringContaining('今天是 2026-03-01') },
    })
    expect(await rename(city.since)).toMatchObject({ code: 'organisation.wrong_day', text: { en: expect.stringContaining(city.since) } })
    expect(await rename('2019-01-01')).toMatchObject({ code: 'organisation.not_found' })
  }),
)

test(
  'nobody changes what lies outside the area of their post',
  inCity(async (tx, city) => {
    const actor = { ...actorOf(city), areas: [city.code('1')] }
    const problem = await problemOf(renameDivision(tx, actor, { code: city.code('2.1'), name: '甲', nameEn: null, on }))
    expect(problem).toMatchObject({ code: 'organisation.outside_area', status: 403 })
  }),
)

test(
  'a border is moved by redrawing everything it runs through, or not at all',
  inCity(async (tx, city) => {
    const west = { kind: 'division' as const, code: city.code('1.1.1'), area: rectangle([102.7, 25], [102.72, 25.012]) }
    const north = { kind: 'division' as const, code: city.code('1.1.2'), area: rectangle([102.7, 25.012], [102.72, 25.02]) }
    const grid = (place: string, from: [number, number], to: [number, number]) => ({
      kind: 'management' as const,
      code: city.code(place),
      area: rectangle(from, to),
    })
    const grids = [
      grid('1.1.1.1', [102.7, 25], [102.71, 25.012]),
      grid('1.1.1.2', [102.71, 25], [102.72, 25.012]),
      grid('1.1.2.1', [102.7, 25.012], [102.71, 25.02]),
      grid('1.1.2.2', [102.71, 25.012], [102.72, 25.02]),
    ]
    await redrawOutlines(tx, actorOf(city), { outlines: [west, north, ...grids], on })
    await expectWhole(tx, city)
    expect((await findPlaceAt(tx, city.cityId, 102.705, 25.011, on))?.gridCode).toBe(city.code('1.1.1.1'))
    expect((await findPlaceAt(tx, city.cityId, 102.705, 25.011, before))?.gridCode).toBe(city.code('1.1.2.1'))
    const alone = { kind: 'division' as const, code: city.code('1.2.1'), area: rectangle([102.72, 25], [102.74, 25.012]) }
    const problem = await problemOf(redrawOutlines(tx, actorOf(city), { outlines: [alone], on }))
    expect(problem).toMatchObject({
      code: 'organisation.wrong_outline',
      details: {
        findings: [
          { kind: 'overlap', codes: [city.code('1.2.1'), city.code('1.2.2')] },
          { kind: 'gap', level: 'management-grid', codes: { length: 2 } },
        ],
      },
    })
  }),
)

test(
  'a closed grid leaves a gap and its community takes the place; a new one fills it',
  inCity(async (tx, city) => {
    const [code, communityCode] = [city.code('1.1.1.2'), city.code('1.1.1')]
    await closeGrid(tx, actorOf(city), { kind: 'management', code, on })
    expect(await places(tx, city, '1.1.1.2', on)).toBe(communityCode)
    const { findings } = await checkCoverage(tx, { cityId: city.cityId, at }, { level: 'management-grid', on })
    expect(findings).toMatchObject([{ kind: 'gap', parentCode: communityCode, codes: [city.code('1.1.1.1')] }])
    const grid = { kind: 'management' as const, communityCode, name: '新网格', regionClass: 2, validFrom: on }
    const add = (serial: string, west: number) =>
      addGrid(tx, actorOf(city), { ...grid, code: communityCode + serial, area: rectangle([west, 25], [102.72, 25.01]) })
    expect(await problemOf(add('002', 102.71))).toMatchObject({ code: 'organisation.code_taken' })
    await add('003', 102.71)
    expect(await places(tx, city, '1.1.1.2', on)).toBe(`${communityCode}003`)
    await expectWhole(tx, city)
  }),
)

test(
  'an added division stays inside its parent and off its neighbours',
  inCity(async (tx, city) => {
    const shared = { nameEn: null, validFrom: on }
    const street = { ...shared, level: 'street' as const, parentCode: city.code('1'), code: `${city.code('1')}003`, name: '第三街道' }
    const overlap = await problemOf(addDivision(tx, actorOf(city), { ...street, area: rectangle([102.7, 25], [102.705, 25.005]) }))
    expect(overlap).toMatchObject({ code: 'organisation.wrong_outline', details: { field: 'area', findings: [{ kind: 'overlap' }] } })
  }),
)

test(
  'residents groups and buildings hang below a community',
  inCity(async (tx, city) => {
    const group = {
      level: 'residents_group' as const,
      parentCode: city.code('1.1.1'),
      code: `${city.code('1.1.1')}G01`,
      name: '第一居民小组',
      nameEn: null,
      validFrom: on,
    }
    const outside = await problemOf(addDivision(tx, actorOf(city), { ...group, area: rectangle([102.69, 25], [102.705, 25.005]) }))
    expect(outside).toMatchObject({ code: 'organisation.wrong_outline', details: { findings: [{ kind: 'outside' }] } })
  }),
)

test(
  'a building hangs below a residents group and not below a street',
  inCity(async (tx, city) => {
    const group = {
      level: 'residents_group' as const,
      parentCode: city.code('1.1.1'),
      code: `${city.code('1.1.1')}G01`,
      name: '第一居民小组',
      nameEn: null,
      validFrom: on,
    }
    await addDivision(tx, actorOf(city), { ...group, area: rectangle([102.7, 25], [102.705, 25.005]) })
    const building = { level: 'building' as const, name: '1栋', nameEn: null, area: null, validFrom: on }
    await addDivision(tx, actorOf(city), { ...building, parentCode: group.code, code: `${group.code}B01` })
    const problem = await problemOf(
      addDivision(tx, actorOf(city), { ...building, parentCode: city.code('1.1'), code: `${city.code('1.1')}B01` }),
    )
    expect(problem).toMatchObject({ code: 'organisation.wrong_level', details: { field: 'parentCode' } })
  }),
)
