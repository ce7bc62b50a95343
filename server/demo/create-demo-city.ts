import { setComponents, setShopfronts } from '#cases/queries-registers.ts'
import { readCatalogueSeed } from '#catalogue/catalogue-seed.ts'
import { seedCalendar, seedCatalogue } from '#catalogue/seed-catalogue.ts'
import { checkRouting } from '#demo/check-routing.ts'
import { DEMO_CITY_CODE, DEMO_CITY_ID, DEMO_SINCE } from '#demo/city.ts'
import { demoSettings } from '#demo/city-settings.ts'
import { planPeople } from '#demo/plan-people.ts'
import { type PlannedPlaces, planPlaces } from '#demo/plan-places.ts'
import { planComponents, planShopfronts, type ResponsibleUnit } from '#demo/plan-registers.ts'
import { planUnits } from '#demo/plan-units.ts'
import { demoProblems } from '#demo/problems.ts'
import { setStatistics } from '#demo/queries.ts'
import { randomFrom } from '#demo/random.ts'
import { type Geography, readGeography } from '#demo/read-geography.ts'
import { readEnglishNames } from '#demo/read-lists.ts'
import type { Roster } from '#demo/roster.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { DEFAULT_STAFF_KINDS } from '#organisation/default-staff-kinds.ts'
import { STANDARD_CODE_LENGTHS } from '#organisation/place-code.ts'
import { insertDivisions } from '#organisation/queries-divisions.ts'
import { insertGrids } from '#organisation/queries-grids.ts'
import { setOutlineOfParts } from '#organisation/queries-outline.ts'
import { type City, findCity, insertCity } from '#organisation/queries-places.ts'
import { insertAppointments, insertPersons, insertPosts, insertRoles } from '#organisation/queries-posts.ts'
import { insertGridStaff, insertStaffKinds } from '#organisation/queries-staff.ts'
import { insertUnits, type Unit } from '#organisation/queries-units.ts'
import { insertZone, insertZoneDivisions } from '#organisation/queries-zones.ts'
import { localDay } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'

const TIME_ZONE = 'Asia/Shanghai'
/** The tables whose statistics matter to the day's work and are not gathered on the way. */
const FILLED = [
  'division',
  'zoneDivision',
  'grid',
  'appointment',
  'gridStaff',
  'problemType',
  'filingCondition',
  'responsibilityRule',
  'component',
  'shopfront',
] as const

export interface DemoCityOptions {
  /** When it is made: the birthday of its rows. What they say holds from `DEMO_SINCE` on. */
  readonly at: Date
  /** Told after each step; `total` is the sum of the steps' expected shares of the time. */
  readonly onProgress?: (done: number, total: number, what: Bilingual) => void
}

export interface DemoCity {
  readonly city: City
  /** False when it was there already. */
  readonly created: boolean
}

/**
 * Makes the demo city, or finds it made. All of it is one transaction: a start that was killed leaves nothing behind, and the next one begins anew.
 * Of two processes that start at once, one makes it and the other finds it. Throws demo.city_taken when 530100 is another city.
 */
export async function createDemoCity(db: Db, options: DemoCityOptions): Promise<DemoCity> {
  const known = await findDemoCity(db)
  if (known) return { city: known, created: false }
  try {
    return { city: await inTransaction(db, (tx) => build(tx, options)), created: true }
  } catch (error) {
    const other = isTaken(error) && !db.isTransaction ? await findDemoCity(db) : undefined
    if (other) return { city: other, created: false }
    throw error
  }
}

/** The demo city when it is there: since it is made in one transaction, it is there wholly or not at all. */
async function findDemoCity(db: Db): Promise<City | undefined> {
  const city = await findCity(db, DEMO_CITY_ID)
  if (city && !city.isDemo) throw demoProblems.cityTaken(DEMO_CITY_ID)
  return city
}

/** Unique violation (PostgreSQL 23505): another process put the city's row in first. */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505'

interface Step {
  readonly what: Bilingual
  /** Share of the time in hundredths, as once measured. */
  readonly share: number
  run(): Promise<void>
}

async function build(tx: Db, { at, onProgress }: DemoCityOptions): Promise<City> {
  const steps = listSteps(tx, at)
  const total = steps.reduce((sum, { share }) => sum + share, 0)
  let done = 0
  for (const { what, share, run } of steps) {
    await run()
    done += share
    onProgress?.(done, total, what)
  }
  const city = await findCity(tx, DEMO_CITY_ID)
  if (city === undefined) throw new Error('the demo city vanished while it was made')
  return city
}

const step = (zh: string, en: string, share: number, run: () => Promise<void>): Step => ({ what: { zh, en }, share, run })

function listSteps(tx: Db, at: Date): Step[] {
  const geography = readGeography()
  const englishNames = readEnglishNames()
  const places = planPlaces(geography, englishNames, at)
  const units = planUnits(geography, englishNames, at)
  return [
    step('建立城市', 'City, roles and kinds of staff', 3, () => insertGround(tx, at)),
    step('载入区划', 'Districts, streets and communities', 25, () => insertPlaces(tx, places)),
    step('载入网格', 'Management grids and unit grids', 4, () => insertGrids(tx, DEMO_CITY_ID, places.grids)),
    step('载入目录和日历', 'Catalogue and calendar', 5, () => insertCatalogue(tx, at)),
    step('设立单位', 'Centres, departments and workstations', 7, () => insertUnitsOf(tx, [...units.values()])),
    step('配备人员', 'Fictional people in every post', 38, async () => insertPeople(tx, await planPeople(units, geography, at))),
    step('登记部件和门店', 'Components and shopfronts', 13, () => insertRegisters(tx, geography, localDay(at, TIME_ZONE))),
    step('收集统计信息', 'Statistics', 5, () => setStatistics(tx, FILLED)),
  ]
}

async function insertGround(tx: Db, at: Date): Promise<void> {
  const cityId = DEMO_CITY_ID
  const names = { cityId, name: '昆明市', nameEn: 'Kunming' }
  await insertCity(tx, {
    ...names,
    timeZone: TIME_ZONE,
    codeLengths: STANDARD_CODE_LENGTHS,
    settings: demoSettings(),
    isDemo: true,
    createdAt: at,
  })
  await insertRoles(
    tx,
    DEFAULT_ROLES.map(({ permissions, ...role }) => ({ ...role, cityId, permissions: [...permissions] })),
  )
  await insertStaffKinds(
    tx,
    DEFAULT_STAFF_KINDS.map((kind) => ({ ...kind, cityId })),
  )
}

async function insertPlaces(tx: Db, { divisions, zones, zoneDivisions }: PlannedPlaces): Promise<void> {
  await insertDivisions(tx, DEMO_CITY_ID, divisions)
  await setOutlineOfParts(tx, DEMO_CITY_ID, DEMO_CITY_CODE, DEMO_SINCE)
  for (const zone of zones) await insertZone(tx, zone)
  await insertZoneDivisions(tx, zoneDivisions)
}

async function insertCatalogue(tx: Db, at: Date): Promise<void> {
  await seedCatalogue(tx, DEMO_CITY_ID, at)
  await seedCalendar(tx, DEMO_CITY_ID)
}

/** The units above the streets first: every later row looks up its parent, which takes long as long as nothing is known about the table. */
async function insertUnitsOf(tx: Db, units: readonly Unit[]): Promise<void> {
  const wide = (unit: Unit): boolean => unit.level === 'city' || unit.level === 'district'
  await insertUnits(tx, units.filter(wide))
  await setStatistics(tx, ['unit'])
  await insertUnits(
    tx,
    units.filter((unit) => !wide(unit)),
  )
  await setStatistics(tx, ['unit'])
}

async function insertPeople(tx: Db, { persons, posts, appointments, gridStaff }: Roster): Promise<void> {
  await insertPersons(tx, persons)
  await insertPosts(tx, posts)
  await setStatistics(tx, ['person', 'post'])
  await insertAppointments(tx, appointments)
  await insertGridStaff(tx, gridStaff)
}

async function insertRegisters(tx: Db, geography: Geography, on: string): Promise<void> {
  const routing = await checkRouting(tx, {
    cityId: DEMO_CITY_ID,
    on,
    communities: [...new Set(geography.grids.map(({ parentCode }) => parentCode))],
  })
  const responsible: ResponsibleUnit = (typeCode, community) => routing.route(typeCode, community)?.unitId ?? null
  const random = randomFrom('demo city: registers')
  await setComponents(tx, planComponents(geography, readCatalogueSeed().types, responsible, random))
  await setShopfronts(tx, planShopfronts(geography, random))
}
