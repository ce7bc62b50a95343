import { randomInt, randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Position } from '#organisation/area.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { DEFAULT_STAFF_KINDS } from '#organisation/default-staff-kinds.ts'
import { type CodeLengths, STANDARD_CODE_LENGTHS } from '#organisation/place-code.ts'
import { insertDivisions, type NewDivision } from '#organisation/queries-divisions.ts'
import { insertGrids, type NewGrid } from '#organisation/queries-grids.ts'
import { insertCity } from '#organisation/queries-places.ts'
import { insertAppointments, insertPersons, insertPosts, insertRoles } from '#organisation/queries-posts.ts'
import { insertStaffKinds } from '#organisation/queries-staff.ts'
import { insertUnits, type Unit } from '#organisation/queries-units.ts'
import { insertZone, insertZoneDivisions } from '#organisation/queries-zones.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { PLANNED_POSTS, PLANNED_UNITS, type PlannedPlace, type PlannedPost, planPlaces, ZONE_STREET } from './city-plan.ts'

export interface SmallCityOptions {
  /** First day of everything in it. */
  readonly since?: string
  /** The city's own code, 4 digits; random unless given. Two cities may have the same one. */
  readonly prefix?: string
  readonly settings?: Record<string, unknown>
  /** Fresh unless given. */
  readonly cityId?: string
  /** A demo city shows the setting `demoAccounts` to everybody. */
  readonly isDemo?: boolean
}

export interface SmallCityPerson {
  readonly personId: string
  readonly postId: string
  readonly unitId: string
}

/** A small city as committed; places, units and people go by the keys of city-plan.ts. */
export interface SmallCity {
  readonly cityId: string
  readonly since: string
  readonly codeLengths: CodeLengths
  readonly zoneCode: string
  readonly places: readonly PlannedPlace[]
  readonly personKeys: readonly string[]
  /** The code of a place: code('1.2.1'). */
  code(place: string): string
  /** The middle of a place, WGS-84 degrees. */
  middle(place: string): Position
  unit(key: string): Unit
  person(key: string): SmallCityPerson
  /** A person of the city in their post at a moment. */
  actorOf(personKey: string, at: Date): Actor
}

/** Both accounts that can sign in have this password. */
export const SMALL_CITY_PASSWORD = 'small-city-password'
/** As cheap as the algorithm allows: these hashes protect nothing. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }

const known = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw new Error(`the small city has no ${what}`)
  return found
}

function planUnits(cityId: string, places: ReadonlyMap<string, PlannedPlace>, zoneCode: string, since: string): Map<string, Unit> {
  const units = new Map<string, Unit>()
  for (const { key, kind, duty, level, place, parent, zone } of PLANNED_UNITS) {
    const { code, name, nameEn } = known(places.get(place), `place ${place}`)
    const parentId = parent === null ? null : known(units.get(parent), `unit ${parent}`).id
    const label = zone ? 'zone' : (duty ?? kind)
    const row = {
      cityId,
      id: randomUUID(),
      code: `U-${key}`,
      kind,
      duty,
      level,
      areaCode: code,
      zoneCode: zone ? zoneCode : null,
      parentId,
    }
    units.set(key, { ...row, name: `${name}${label}`, nameEn: `${nameEn} ${label}`, validFrom: since, validTo: null })
  }
  return units
}

interface PlannedPerson extends SmallCityPerson {
  readonly post: PlannedPost
  readonly unit: Unit
}

function planPeople(units: ReadonlyMap<string, Unit>): Map<string, PlannedPerson> {
  const people = PLANNED_POSTS.map((post): [string, PlannedPerson] => {
    const unit = known(units.get(post.unit), `unit ${post.unit}`)
    return [post.key, { personId: randomUUID(), postId: randomUUID(), unitId: unit.id, post, unit }]
  })
  return new Map(people)
}

async function insertPlaces(tx: Db, cityId: string, places: readonly PlannedPlace[], since: string): Promise<void> {
  const dated = { synthetic: true, validFrom: since, validTo: null }
  const divisions: NewDivision[] = []
  const grids: NewGrid[] = []
  for (const { level, code, parentCode, name, nameEn, area } of places) {
    if (level !== 'grid') divisions.push({ ...dated, id: randomUUID(), level, code, parentCode, name, nameEn, area })
    else grids.push({ ...dated, id: randomUUID(), kind: 'management', code, communityCode: parentCode ?? '', name, area, regionClass: 1 })
  }
  await insertDivisions(tx, cityId, divisions)
  await insertGrids(tx, cityId, grids)
}

async function insertPeople(tx: Db, cityId: string, people: Iterable<PlannedPerson>, since: string): Promise<void> {
  const all = [...people]
  const dated = { cityId, validFrom: since, validTo: null }
  const password = await hash(SMALL_CITY_PASSWORD, CHEAP)
  const createdAt = new Date(`${since}T00:00:00Z`)
  const persons = all.map(({ personId: id, post }, index) => {
    const login = post.login ?? null
    return { cityId, id, name: `测试员${index + 1}`, login, passwordHash: login && password, locale: 'zh' as const, createdAt }
  })
  const posts = all.map(({ postId: id, unitId, post }) => ({
    ...dated,
    id,
    unitId,
    roleCode: post.role,
    title: post.key,
    titleEn: post.key,
    rank: post.rank,
    areaCodes: null,
  }))
  await insertPersons(tx, persons)
  await insertPosts(tx, posts)
  await insertAppointments(
    tx,
    all.map(({ personId, postId }) => ({ ...dated, id: randomUUID(), personId, postId, kind: 'holder' as const })),
  )
}

const permissionsOf = (role: string): ReadonlySet<string> =>
  new Set(
    known(
      DEFAULT_ROLES.find((each) => each.code === role),
      `role ${role}`,
    ).permissions,
  )

const actorFrom = (cityId: string, { personId, postId, unitId, post, unit }: PlannedPerson, at: Date): Actor => ({
  cityId,
  personId,
  postId,
  unitId,
  memberOf: [unitId],
  level: unit.level,
  ofCentre: unit.kind === 'centre' || unit.kind === 'workstation',
  rank: post.rank,
  areas: [unit.areaCode],
  permissions: permissionsOf(post.role),
  locale: 'zh',
  at,
})

const cityRow = (cityId: string, settings: Record<string, unknown>, since: string, isDemo: boolean) => ({
  cityId,
  name: '小城市',
  nameEn: 'Small City',
  timeZone: 'Asia/Shanghai',
  codeLengths: STANDARD_CODE_LENGTHS,
  settings,
  isDemo,
  createdAt: new Date(`${since}T00:00:00Z`),
})

/** Builds and commits a small city under a fresh city id; see city-plan.ts for what is in it. Inside a transaction it joins that. */
export async function makeSmallCity(db: Db, options: SmallCityOptions = {}): Promise<SmallCity> {
  const { since = '2020-01-01', prefix = String(randomInt(9000, 10_000)), settings = {}, isDemo = false } = options
  const cityId = options.cityId ?? `${prefix}00-${randomUUID().slice(0, 8)}`
  const places = planPlaces(prefix)
  const byKey = new Map(places.map((place) => [place.key, place]))
  const zoneCode = `${prefix}Z1`
  const units = planUnits(cityId, byKey, zoneCode, since)
  const people = planPeople(units)
  await inTransaction(db, async (tx) => {
    await insertCity(tx, cityRow(cityId, settings, since, isDemo))
    await insertPlaces(tx, cityId, places, since)
    await insertZone(tx, { cityId, code: zoneCode, name: '开发区', nameEn: 'Development Zone', validFrom: since, validTo: null })
    const divisionCode = known(byKey.get(ZONE_STREET), 'zone').code
    await insertZoneDivisions(tx, [{ cityId, zoneCode, divisionCode, validFrom: since, validTo: null }])
    await insertUnits(tx, [...units.values()])
    await insertRoles(
      tx,
      DEFAULT_ROLES.map(({ permissions, ...role }) => ({ ...role, cityId, permissions: [...permissions] })),
    )
    await insertStaffKinds(
      tx,
      DEFAULT_STAFF_KINDS.map((kind) => ({ ...kind, cityId })),
    )
    await insertPeople(tx, cityId, people.values(), since)
  })
  return {
    cityId,
    since,
    codeLengths: STANDARD_CODE_LENGTHS,
    zoneCode,
    places,
    personKeys: [...people.keys()],
    code: (place) => known(byKey.get(place), `place ${place}`).code,
    middle: (place) => middleOf(known(byKey.get(place), `place ${place}`)),
    unit: (key) => known(units.get(key), `unit ${key}`),
    person: (key) => known(people.get(key), `person ${key}`),
    actorOf: (key, at) => actorFrom(cityId, known(people.get(key), `person ${key}`), at),
  }
}

/** To the digits in which points are stored. */
const round = (degrees: number): number => Number(degrees.toFixed(7))

function middleOf({ area }: PlannedPlace): Position {
  const corners = (area.type === 'Polygon' ? area.coordinates[0] : area.coordinates[0]?.[0]) ?? []
  const [west, south] = corners[0] ?? [0, 0]
  const [east, north] = corners[2] ?? [0, 0]
  return [round((west + east) / 2), round((south + north) / 2)]
}
