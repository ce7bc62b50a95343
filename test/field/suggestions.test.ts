import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listTypesNear } from '#field/queries-suggestions.ts'
import { inTransaction } from '#platform/db.ts'
import { MONDAY, report } from '#test/support/cases.ts'
import { makeSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await makeSite()
})
afterAll(() => site?.app.close())

const DAY = 86_400_000
const ME = '1-centre.inspector'
interface Proposed {
  readonly code: string
  readonly near: number
  readonly mine: number
  readonly atThisHour: number
}
async function proposed(key = ME, [lon, lat] = site.city.middle('1.1.1.1')): Promise<Proposed[]> {
  const answer = await site.get(key, `/api/field/suggestions?lon=${lon}&lat=${lat}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().types
}
const reported = (key: string, typeCode: string, at: Date, [lon, lat] = site.city.middle('1.1.1.1')) =>
  inTransaction(site.db, (tx) => report(tx, site.city, site.city.actorOf(key, at), { typeCode, conditionNumber: 1, lon, lat }))

it('proposes what was reported near here, by me and at this time of day, and says why', async () => {
  expect(await proposed()).toEqual([])
  const before = (days: number, hours = 0): Date => new Date(MONDAY.getTime() - days * DAY - hours * 3_600_000)
  await reported('1-centre.acceptor', 'C0104', before(1))
  await reported('1-centre.acceptor', 'C0104', before(2, 8))
  await reported(ME, 'C0101', before(1))
  // Beyond 500 m (a grid is about a kilometre wide), 90 days, the area.
  await reported('1-centre.acceptor', 'C0102', before(1), site.city.middle('1.1.1.2'))
  await reported('1-centre.acceptor', 'C0103', before(91))
  await reported('2-centre.acceptor', 'C0105', before(1), [102.705, 25.0201])
  const types = await proposed()
  expect(types.map(({ code }) => code)).toEqual(['C0104', 'C0101'])
  expect(types).toMatchObject([
    { near: 2, mine: 0, atThisHour: 1, name: expect.any(String), nameEn: expect.stringMatching(/\w/) },
    { near: 1, mine: 1, atThisHour: 1 },
  ])
  // Elsewhere only what I reported myself; others there, nothing of mine.
  expect((await proposed(ME, site.city.middle('1.2.2.2'))).map(({ code }) => code)).toEqual(['C0101'])
  expect((await proposed('1.1.1-workstation.inspector')).map(({ code }) => code)).toEqual(['C0104', 'C0101'])
  // On the border of two districts each sees its own.
  const border = [102.705, 25.0199] as const
  expect((await proposed('1-centre.inspector', border)).map(({ code }) => code)).not.toContain('C0105')
  expect((await proposed('centre.inspector', border)).map(({ code }) => code)).toContain('C0105')
})

it('what has ended counts too, as far as it was reported lately', async () => {
  const { id } = await reported('1-centre.acceptor', 'C0106', new Date(MONDAY.getTime() - DAY), site.city.middle('1.2.1.1'))
  const ended = { stage: 'closed' as const, closedAt: MONDAY }
  await site.db.updateTable('case').set(ended).where('cityId', '=', site.city.cityId).where('id', '=', id).execute()
  expect((await proposed(ME, site.city.middle('1.2.1.1'))).map(({ code }) => code)).toContain('C0106')
})

it('a place outside the area is refused', async () => {
  const [lon, lat] = site.city.middle('2.1.1.1')
  for (const place of [`lon=${lon}&lat=${lat}`, 'lon=0&lat=0'])
    expect((await site.get(ME, `/api/field/suggestions?${place}`)).json()).toMatchObject({ code: 'field.outside_area', status: 403 })
})

it('reads no more rows however long the history of a place is', async () => {
  const { id } = await reported('1-centre.acceptor', 'C0101', new Date(MONDAY.getTime() - DAY), site.city.middle('1.2.2.1'))
  const { cityId } = site.city
  const [lon, lat] = site.city.middle('1.2.2.1')
  const code = site.city.code('1.2.2.1')
  const actor = site.city.actorOf(ME, MONDAY)
  const columns = await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = 'case' and is_generated = 'NEVER' order by ordinal_position`.execute(site.db)
  const given: Record<string, ReturnType<typeof sql>> = {
    id: sql`gen_random_uuid()`,
    number: sql`'N-' || n`,
    stage: sql`'closed'`,
    closed_at: sql`${MONDAY}::timestamptz`,
  }
  const names = columns.rows.map(({ name }) => name)
  await sql`insert into "case" (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(names.map((name) => given[name] ?? sql`c.${sql.ref(name)}`))} from "case" c cross join generate_series(1, 300) n
    where c.city_id = ${cityId} and c.id = ${id}`.execute(site.db)
  const found = await listTypesNear(site.db, actor, { lon, lat }, 500, [code], new Date(MONDAY.getTime() - 90 * DAY))
  expect(found).toHaveLength(41)
})
