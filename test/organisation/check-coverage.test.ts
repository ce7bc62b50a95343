import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Area, areaToSql, type Position, rectangle } from '#organisation/area.ts'
import { checkCoverage } from '#organisation/check-coverage.ts'
import { COVERAGE_LEVELS, type CoverageLevel } from '#organisation/coverage.ts'
import type { Db } from '#platform/db.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { withRollback } from '#test/support/database.ts'

const at = new Date('2026-03-01T04:00:00Z')
const check = (tx: Db, city: SmallCity, level: CoverageLevel, within?: string) =>
  checkCoverage(tx, { cityId: city.cityId, at }, { level, within })
const findings = async (tx: Db, city: SmallCity, level: CoverageLevel) => (await check(tx, city, level)).findings

const redraw = (tx: Db, city: SmallCity, place: string, area: Area) =>
  tx
    .updateTable('division')
    .set({ area: areaToSql(area) })
    .where('cityId', '=', city.cityId)
    .where('code', '=', city.code(place))
    .execute()

test.each(COVERAGE_LEVELS.slice(0, 4))('the small city is whole: %s', async (level) => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const report = await check(tx, city, level)
    expect(report.findings).toEqual([])
    expect(report.checkedChildren).toBe(2 * report.checkedParents)
  })
})

test('a planted gap is named with its neighbours, its size and a point inside it', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    await redraw(tx, city, '1.1.1', rectangle([102.7, 25], [102.719, 25.01]))
    const [gap, ...others] = await findings(tx, city, 'community')
    expect(others).toEqual([])
    expect(gap).toMatchObject({ kind: 'gap', parentCode: city.code('1.1'), codes: [city.code('1.1.1'), city.code('1.1.2')] })
    expect(gap?.at?.lon).toBeCloseTo(102.7195, 6)
    expect(gap?.at?.lat).toBeGreaterThan(25)
    expect(gap?.at?.lat).toBeLessThan(25.01)
    // One thousandth of a degree of longitude by a hundredth of latitude at 25 north.
    expect(gap?.areaSquareMetres).toBeGreaterThan(100.9 * 1107)
    expect(gap?.areaSquareMetres).toBeLessThan(101 * 1108)
    expect(gap?.text.zh).toMatch(/^1\.1街道（\d{9}）有 111,\d{3} 平方米不属于任何社区（村），紧邻1\.1\.1社区（\d{12}）、1\.1\.2社区/)
    expect(gap?.text.en).toMatch(/ m² of 1\.1街道 \(\d{9}\) belong to none of its communities, next to /)
  })
})

test('a planted overlap names the two', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    await redraw(tx, city, '1.1.1', rectangle([102.7, 25], [102.72, 25.011]))
    const [overlap, ...others] = await findings(tx, city, 'community')
    expect(others).toEqual([])
    expect(overlap).toMatchObject({ kind: 'overlap', codes: [city.code('1.1.1'), city.code('1.1.2')], names: ['1.1.1社区', '1.1.2社区'] })
    expect(overlap?.at?.lat).toBeCloseTo(25.0105, 6)
  })
})

test('who reaches into the neighbouring parent is outside of its own', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    await redraw(tx, city, '1.1.1', rectangle([102.7, 25], [102.721, 25.01]))
    const [outside, ...others] = await findings(tx, city, 'community')
    expect(others).toEqual([])
    expect(outside).toMatchObject({ kind: 'outside', parentCode: city.code('1.1'), codes: [city.code('1.1.1')] })
  })
})

test('a sliver is found above the tolerance and passed over below it', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    // 0.0000001 degrees of latitude, a centimetre, along two kilometres: some 22 square metres.
    await redraw(tx, city, '1.1.1', rectangle([102.7, 25], [102.72, 25.009_999_9]))
    const [sliver, ...others] = await findings(tx, city, 'community')
    expect(others).toEqual([])
    expect(sliver?.kind).toBe('gap')
    expect(sliver?.areaSquareMetres).toBeGreaterThan(20)
    expect(sliver?.areaSquareMetres).toBeLessThan(25)
    const tolerant = await checkCoverage(tx, { cityId: city.cityId, at }, { level: 'community', tolerance: 30 })
    expect(tolerant.findings).toEqual([])
  })
})

test('an invalid ring is named with its fault and the place of it, and hides nothing else', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const bowTie: Position[] = [
      [102.7, 25],
      [102.72, 25.01],
      [102.72, 25],
      [102.7, 25.01],
      [102.7, 25],
    ]
    await redraw(tx, city, '1.1.1', { type: 'Polygon', coordinates: [bowTie] })
    const found = await findings(tx, city, 'community')
    expect(found.map(({ kind }) => kind)).toEqual(['gap', 'gap', 'invalid'])
    const invalid = found.find(({ kind }) => kind === 'invalid')
    expect(invalid).toMatchObject({ codes: [city.code('1.1.1')], detail: 'Self-intersection' })
    expect(invalid?.at?.lon).toBeCloseTo(102.71, 6)
    expect(invalid?.at?.lat).toBeCloseTo(25.005, 6)
  })
})

test('what has no outline, no children or no parent is missing', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const own = (table: 'division' | 'grid') => tx.deleteFrom(table).where('cityId', '=', city.cityId)
    await tx.updateTable('division').set({ area: null }).where('cityId', '=', city.cityId).where('code', '=', city.code('1.1.1')).execute()
    await own('division').where('code', '=', city.code('2.1')).execute()
    await own('grid')
      .where('code', 'in', [city.code('2.2.1.1'), city.code('2.2.1.2')])
      .execute()
    const texts = async (level: CoverageLevel) =>
      (await findings(tx, city, level)).filter(({ kind }) => kind === 'missing').map(({ text }) => text.zh)
    expect(await texts('community')).toEqual([
      `1.1.1社区（${city.code('1.1.1')}）没有边界`,
      `2.1.1社区（${city.code('2.1.1')}）的上级 ${city.code('2.1')} 当日不存在`,
      `2.1.2社区（${city.code('2.1.2')}）的上级 ${city.code('2.1')} 当日不存在`,
    ])
    expect(await texts('management-grid')).toEqual([
      `1.1.1社区（${city.code('1.1.1')}）没有边界`,
      `2.2.1社区（${city.code('2.2.1')}）内没有管理网格`,
    ])
  })
})

test('where management grids are needed at all is a setting of the city', async () => {
  await withRollback(async (tx) => {
    const prefix = '9123'
    const city = await makeSmallCity(tx, { prefix, settings: { griddedAreas: [`${prefix}01`] } })
    await tx
      .deleteFrom('grid')
      .where('cityId', '=', city.cityId)
      .where('communityCode', 'in', [city.code('1.1.1'), city.code('2.1.1')])
      .execute()
    expect((await findings(tx, city, 'management-grid')).map(({ parentCode }) => parentCode)).toEqual([city.code('1.1.1')])
  })
})

test('a check within a place looks at nothing else', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    await redraw(tx, city, '1.1.1', rectangle([102.7, 25], [102.719, 25.01]))
    expect((await check(tx, city, 'community', city.code('1'))).findings).toHaveLength(1)
    expect(await check(tx, city, 'community', city.code('2'))).toMatchObject({ checkedParents: 2, checkedChildren: 4, findings: [] })
  })
})

/** Cuts a rectangle into pieces by random straight cuts, as a guillotine would; fractions are in thousandths of the side. */
function cut(south: Position, north: Position, cuts: readonly (readonly [boolean, number])[]): Area[] {
  const [first, ...rest] = cuts
  if (first === undefined) return [rectangle(south, north)]
  const [across, share] = first
  const half = Math.ceil(rest.length / 2)
  const between = (low: number, high: number): number => low + ((high - low) * share) / 1000
  const middle: [Position, Position] = across
    ? [
        [north[0], between(south[1], north[1])],
        [south[0], between(south[1], north[1])],
      ]
    : [
        [between(south[0], north[0]), north[1]],
        [between(south[0], north[0]), south[1]],
      ]
  return [...cut(south, middle[0], rest.slice(0, half)), ...cut(middle[1], north, rest.slice(half))]
}

test('any subdivision of a rectangle by straight cuts passes, and fails as soon as one piece is taken away', async () => {
  const cuts = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 50, max: 950 })), { minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(cuts, fc.nat(), async (plan, chosen) =>
      withRollback(async (tx) => {
        const city = await makeSmallCity(tx)
        const within = city.code('1.1.1')
        await tx.deleteFrom('grid').where('cityId', '=', city.cityId).where('communityCode', '=', within).execute()
        const pieces = cut([102.7, 25], [102.72, 25.01], plan)
        const dated = {
          cityId: city.cityId,
          kind: 'unit' as const,
          communityCode: within,
          name: '网格',
          validFrom: city.since,
          validTo: null,
        }
        const rows = pieces.map((area, index) => ({
          ...dated,
          id: crypto.randomUUID(),
          code: `${within}${String(index + 1).padStart(3, '0')}`,
          area: areaToSql(area),
        }))
        await tx.insertInto('grid').values(rows).execute()
        expect(await check(tx, city, 'unit-grid', within)).toMatchObject({ checkedChildren: pieces.length, findings: [] })
        const gone = rows[chosen % rows.length]?.id ?? ''
        await tx.deleteFrom('grid').where('cityId', '=', city.cityId).where('id', '=', gone).execute()
        expect((await check(tx, city, 'unit-grid', within)).findings.map(({ kind }) => kind)).toEqual(['gap'])
      }),
    ),
    { numRuns: 20 },
  )
}, 60_000)
