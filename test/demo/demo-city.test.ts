import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { STAGES } from '#cases/lifecycle.ts'
import { policyOf } from '#cases/policy.ts'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { createDemoCity, type DemoCity } from '#demo/create-demo-city.ts'
import { DEMO_PASSWORD, demoAccounts } from '#demo/demo-accounts.ts'
import { signIn } from '#identity/sign-in.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { checkCoverage } from '#organisation/check-coverage.ts'
import { findUnitByCode } from '#organisation/queries-units.ts'
import { reportVacancies } from '#organisation/report-vacancies.ts'
import { LEVELS } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase, withRollback } from '#test/support/database.ts'
import { DEMO_MADE_AT, demoCity } from '#test/support/demo-city.ts'

const cityId = DEMO_CITY_ID
const at = DEMO_MADE_AT
let db: Db
let made: DemoCity

beforeAll(async () => {
  made = await demoCity()
  db = (await testDatabase()).db
}, 120_000)

const TABLES = [
  'division',
  'grid',
  'zoneDivision',
  'unit',
  'post',
  'person',
  'appointment',
  'gridStaff',
  'component',
  'shopfront',
  'problemType',
  'calendarDay',
] as const

async function countAll(tx: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const row = await tx.selectFrom(table).select(sql<number>`count(*)`.as('rows')).where('cityId', '=', cityId).executeTakeFirstOrThrow()
    counts[table] = row.rows
  }
  return counts
}

async function numberOf(query: ReturnType<typeof sql<{ count: number }>>): Promise<number | undefined> {
  return (await query.execute(db)).rows[0]?.count
}

const groups = async (column: 'level' | 'kind', table: 'division' | 'grid') => {
  const { rows } = await sql<{ key: string; count: number }>`
    select ${sql.ref(column)} as key, count(*) from ${sql.table(table)} where city_id = ${cityId} group by 1`.execute(db)
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
}

describe('places', () => {
  test('every level is there, real codes down to the community, one community down to the buildings', async () => {
    expect(await groups('level', 'division')).toEqual({
      city: 1,
      district: 14,
      street: 150,
      community: 1738,
      residents_group: 6,
      building: 24,
    })
    expect(await groups('kind', 'grid')).toEqual({ management: 1272, unit: 50 })
    const zones = await sql<{ streets: number }>`
      select count(*) as streets from zone_division where city_id = ${cityId} group by zone_code order by zone_code`.execute(db)
    expect(zones.rows.map(({ streets }) => streets)).toEqual([2, 3, 2, 3, 3])
    const labelled =
      await sql`select 1 from division where city_id = ${cityId} and synthetic <> (level not in ('city', 'district'))`.execute(db)
    expect(labelled.rows).toEqual([])
  })

  test.each([
    ['district', 1, 14],
    ['street', 14, 150],
    ['community', 150, 1738],
    ['management-grid', 1738, 1272],
    ['unit-grid', 1738, 50],
    ['unit-grid-in-management-grid', 1272, 50],
  ] as const)(
    'no gap and no overlap: %s',
    async (level, parents, children) => {
      const report = await checkCoverage(db, { cityId, at }, { level })
      expect(report.findings).toEqual([])
      expect(report).toMatchObject({ checkedParents: parents, checkedChildren: children })
    },
    60_000,
  )
})

describe('people', () => {
  test('units of every kind, each post held by somebody', async () => {
    const { rows } = await sql<{ kind: string; level: string; units: number }>`
      select kind, level, count(*) as units from unit where city_id = ${cityId} group by 1, 2`.execute(db)
    const units = Object.fromEntries(rows.map((row) => [`${row.level} ${row.kind}`, row.units]))
    expect(units).toEqual({
      'city centre': 1, 'city department': 14, 'city company': 4, 'district centre': 19, 'district department': 19 * 13,
      'street centre': 150, 'street office': 150, 'street team': 150, 'community workstation': 1738, 'community team': 1738,
    }) // biome-ignore format: a table
    const unheld = sql<{ count: number }>`select count(*) from post where city_id = ${cityId} and not exists (
      select from appointment a where a.city_id = post.city_id and a.post_id = post.id and a.kind = 'holder')`
    expect(await numberOf(unheld)).toBe(0)
    const unitsWithoutPost = sql<{ count: number }>`select count(*) from unit where city_id = ${cityId} and not exists (
      select from post where post.city_id = unit.city_id and post.unit_id = unit.id)`
    expect(await numberOf(unitsWithoutPost)).toBe(0)
  })

  test('every centre has its acceptor, duty chief, dispatcher and supervisor; a deputy stands by; some people have two posts', async () => {
    const { rows } = await sql<{ roles: string[]; deputies: number }>`
      select array_agg(distinct post.role_code order by post.role_code) filter (where post.role_code not in ('inspector', 'administrator', 'security-administrator', 'catalogue-approver', 'auditor')) as roles,
        count(*) filter (where a.kind = 'deputy') as deputies
      from unit u join post on post.city_id = u.city_id and post.unit_id = u.id
      join appointment a on a.city_id = post.city_id and a.post_id = post.id
      where u.city_id = ${cityId} and u.kind = 'centre' group by u.id`.execute(db)
    expect(rows).toHaveLength(1 + 19 + 150)
    for (const row of rows) expect(row).toEqual({ roles: ['acceptor', 'dispatcher', 'duty-chief', 'supervisor'], deputies: 1 })
    const twoPosts = sql<{ count: number }>`select count(*) from (select from appointment
      where city_id = ${cityId} and kind = 'holder' group by person_id having count(*) > 1) as twice`
    expect(await numberOf(twoPosts)).toBeGreaterThan(50)
  })

  test('190 city inspectors and about 1,000 of the districts, some in every district and zone', async () => {
    const { rows } = await sql<{ level: string; centres: number; inspectors: number }>`
      select u.level, count(distinct u.id) as centres, count(*) as inspectors from post join unit u on u.city_id = post.city_id and u.id = post.unit_id
      where post.city_id = ${cityId} and post.role_code = 'inspector' group by u.level order by u.level`.execute(db)
    expect(rows[0]).toEqual({ level: 'city', centres: 1, inspectors: 190 })
    expect(rows[1]).toMatchObject({ level: 'district', centres: 19 })
    expect(Math.abs((rows[1]?.inspectors ?? 0) - 1000)).toBeLessThanOrEqual(15)
  })

  test('names are three Chinese characters; only the demo accounts can sign in', async () => {
    const { rows } = await sql<{ name: string; login: string | null; password: boolean }>`
      select name, login, password_hash is not null as password from person where city_id = ${cityId}`.execute(db)
    expect(rows.length).toBeGreaterThan(10_000)
    for (const { name } of rows) expect(name).toMatch(/^\p{Script=Han}{3}$/u)
    const expected = demoAccounts()
      .map(({ login }) => login)
      .sort()
    expect(
      rows
        .filter((row) => row.password)
        .map((row) => row.login)
        .sort(),
    ).toEqual(expected)
    expect(rows.filter((row) => row.login !== null)).toHaveLength(expected.length)
  })

  test('every management grid has 1+5+X or a vacancy with its name, about 2 % of them', async () => {
    const report = await reportVacancies(db, { cityId, at }, {})
    expect(report.grids).toBe(1272)
    expect(report.byKind.map(({ code }) => code)).toEqual(['head', 'inspector', 'enforcement', 'sanitation', 'police', 'community-worker'])
    const share = report.vacancies / (1272 * 6)
    expect(share).toBeGreaterThan(0.015)
    expect(share).toBeLessThan(0.025)
    const filled = sql<{ count: number }>`select count(*) from (select distinct grid_code, kind_code from grid_staff
      join staff_kind k on k.city_id = grid_staff.city_id and k.code = kind_code and k.part <> 'other' where grid_staff.city_id = ${cityId}) as places`
    expect((await numberOf(filled)) ?? 0).toBe(1272 * 6 - report.vacancies)
    expect(report.items.every(({ gridName, missing }) => gridName !== '' && missing.length > 0)).toBe(true)
  })

  const parts = { directory: actorDirectory, rules: { sessionHours: 1, idleMinutes: 60 } }

  test.each(demoAccounts().map((account) => [account.login, account] as const))(
    '%s signs in and stands in the post',
    async (login, account) => {
      const input = { cityId, login, password: DEMO_PASSWORD, address: '192.0.2.1', userAgent: 'test', at }
      const { row } = await signIn(db, parts, input)
      const posts = await actorDirectory.listPosts(db, row.cityId, row.personId, input.at)
      const unit = await findUnitByCode(db, cityId, account.unitCode)
      expect(posts[0]).toMatchObject({ unitId: unit?.id, kind: 'holder' })
      const actor = await actorDirectory.loadActor(db, row, at)
      expect(actor).toMatchObject({ level: unit?.level, areas: [unit?.areaCode] })
      const role = await db
        .selectFrom('role')
        .select('permissions')
        .where('cityId', '=', cityId)
        .where('code', '=', account.role)
        .executeTakeFirst()
      expect([...(actor?.permissions ?? [])].sort()).toEqual(role?.permissions.sort())
    },
  )

  test('a wrong password is refused; the sign-in page is told the accounts', async () => {
    const input = { cityId, login: 'city-acceptor', password: 'wangge', address: '192.0.2.1', userAgent: 'test', at }
    await expect(signIn(db, parts, input)).rejects.toMatchObject({ code: 'session.refused' })
    const notice = await actorDirectory.describeCity(db, cityId)
    expect(notice?.isDemo).toBe(true)
    expect(notice?.demoAccounts.map(({ login, password }) => [login, password])).toEqual(
      demoAccounts().map(({ login }) => [login, DEMO_PASSWORD]),
    )
  })

  test('a zone centre acts in the streets of its zone, wherever they lie', async () => {
    const { rows } = await sql<{ personId: string; postId: string }>`
      select a.person_id, a.post_id from unit u join post on post.city_id = u.city_id and post.unit_id = u.id and post.role_code = 'acceptor'
      join appointment a on a.city_id = post.city_id and a.post_id = post.id
      where u.city_id = ${cityId} and u.code = '530161-centre' limit 1`.execute(db)
    const { personId = '', postId = '' } = rows[0] ?? {}
    const actor = await actorDirectory.loadActor(db, { cityId, personId, postId }, at)
    expect(actor).toMatchObject({ level: 'district', areas: ['530102401', '530114010'] })
  })
})

describe('registers', () => {
  test('components lie in their grids, carry standard codes and belong to a unit that serves the place', async () => {
    const { rows } = await sql<Record<string, number>>`
      select count(*) as total, count(*) filter (where st_covers(g.area, c.place)) as inside,
        count(*) filter (where c.code ~ '^[0-9]{16}$' and substr(c.code, 1, 6) = substr(c.grid_code, 1, 6)
          and substr(c.code, 7, 4) = t.class_code || t.item_code) as coded,
        count(*) filter (where u.id is not null and (u.zone_code is not null or starts_with(c.grid_code, u.area_code))) as owned,
        count(*) filter (where c.owner_unit_id is null) as unowned
      from component c
      join grid g on g.city_id = c.city_id and g.code = c.grid_code and g.kind = 'management'
      join problem_type t on t.city_id = c.city_id and t.code = c.type_code and t.kind = 'component'
      left join unit u on u.city_id = c.city_id and u.id = c.owner_unit_id where c.city_id = ${cityId}`.execute(db)
    const { total, inside, coded, owned, unowned = 0 } = rows[0] ?? {}
    expect([total, inside, coded, (owned ?? 0) + unowned]).toEqual([3000, 3000, 3000, 3000])
    expect(unowned).toBeGreaterThan(0)
    expect(unowned).toBeLessThan(60)
  })

  test('a sewage cover in Guandu belongs to the water bureau of Guandu, in a zone to that of the zone', async () => {
    const { rows } = await sql<{ zone: boolean; code: string }>`
      select distinct exists (select from zone_division z where z.city_id = c.city_id and starts_with(c.grid_code, z.division_code)) as zone, u.code
      from component c join unit u on u.city_id = c.city_id and u.id = c.owner_unit_id
      where c.city_id = ${cityId} and c.type_code = 'C0102' and starts_with(c.grid_code, '530111')`.execute(db)
    expect(rows.filter(({ zone }) => !zone).map(({ code }) => code)).toEqual(['530111-water'])
    expect(rows.filter(({ zone }) => zone).length).toBeGreaterThan(0)
    for (const { code } of rows.filter(({ zone }) => zone)) expect(code).toMatch(/^53016[0-9]-water$/)
  })

  test('shopfronts lie in their grids with the three duties in front of the door', async () => {
    const sound = sql<{ count: number }>`select count(*) from shopfront s join grid g on g.city_id = s.city_id and g.code = s.grid_code
      and g.kind = 'management' and st_covers(g.area, s.place) where s.city_id = ${cityId} and cardinality(s.duties) = 3 and starts_with(s.code, s.grid_code)`
    expect(await numberOf(sound)).toBe(600)
  })
})

describe('the city as a whole', () => {
  test('says as data what it wants', () => {
    const { city } = made
    expect(city).toMatchObject({
      timeZone: 'Asia/Shanghai',
      isDemo: true,
      codeLengths: { city: 4, district: 6, street: 9, community: 12, grid: 15 },
    })
    expect(policyOf({ ...city.settings }).escalationLadder).toEqual(['district', 'city', 'city'])
    expect(city.settings.labels).toMatchObject({
      loop: { city: { zh: '大循环' }, district: { zh: '中循环' }, street: { zh: '小循环' }, community: { zh: '自循环' } },
    })
    const { level, stage } = city.settings.labels as Record<'level' | 'stage', Record<string, { zh: string; en: string }>>
    expect(Object.keys(level).sort()).toEqual([...LEVELS].sort())
    expect(Object.keys(stage).sort()).toEqual([...STAGES].sort())
  })

  test('made again, it stays as it is', async () => {
    const before = await countAll(db)
    const steps: string[] = []
    const again = await createDemoCity(db, {
      at: new Date(at.getTime() + 86_400_000),
      onProgress: (_done, _total, what) => steps.push(what.en),
    })
    expect(again.created).toBe(false)
    expect(again.city).toEqual(made.city)
    expect(steps).toEqual([])
    expect(await countAll(db)).toEqual(before)
  })

  test('another city under its number is left alone', async () => {
    await withRollback(async (tx) => {
      await tx.updateTable('city').set({ isDemo: false }).where('cityId', '=', cityId).execute()
      await expect(createDemoCity(tx, { at })).rejects.toMatchObject({ code: 'demo.city_taken', status: 409 })
    })
  })
})
