import { DEMO_CITY_CODE, DEMO_CITY_ID, DEMO_SINCE } from '#demo/city.ts'
import { englishPlaceName } from '#demo/english-names.ts'
import type { Area, Geography } from '#demo/read-geography.ts'
import { type Department, readDepartments } from '#demo/read-lists.ts'
import type { Unit } from '#organisation/queries-units.ts'
import type { Level } from '#platform/actor.ts'
import { newId } from '#platform/identifier.ts'

/** A place or zone that units serve. A zone's area code is its own local code: no division has it, so only the zone's mapping says what it serves. */
interface Served {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly level: Level
  readonly zone: boolean
}

type UnitFacts = Pick<Unit, 'kind' | 'duty' | 'name' | 'nameEn'> & { readonly suffix: string; readonly parent: string | null }

/** The units by code: place code or zone code, a dash and what it is, such as `530111-water`. A parent comes before its children. */
export type Units = ReadonlyMap<string, Unit>

/** Every unit of the demo city: centres of three levels, workstations, departments and companies by duty, street and community teams. */
export function planUnits(geography: Geography, englishNames: ReadonlyMap<string, string>, at: Date): Units {
  const units = new Map<string, Unit>()
  const departments = readDepartments()
  const add = (served: Served, facts: UnitFacts): void => {
    const unit = unitRow(served, facts, units, at)
    units.set(unit.code, unit)
  }
  const served = (level: Level, place: Pick<Area, 'code' | 'name'>, zone = false): Served => ({
    code: place.code, name: place.name, nameEn: englishNames.get(place.code) ?? englishPlaceName(place.name), level, zone,
  }) // biome-ignore format: a row
  const zones = [...new Map(geography.zones.map(({ zoneCode, zoneName }) => [zoneCode, { code: zoneCode, name: zoneName }])).values()]
  const city = served('city', { code: DEMO_CITY_CODE, name: '昆明市' })
  for (const facts of cityUnits(departments)) add(city, facts)
  for (const district of [
    ...geography.districts.map((each) => served('district', each)),
    ...zones.map((each) => served('district', each, true)),
  ])
    for (const facts of districtUnits(departments)) add(district, facts)
  const zoneOf = new Map(geography.zones.map(({ areaCode, zoneCode }) => [areaCode, zoneCode]))
  for (const street of geography.streets) for (const facts of streetUnits(street, zoneOf)) add(served('street', street), facts)
  for (const community of geography.communities)
    for (const facts of communityUnits(community)) add(served('community', { ...community, name: withoutCommittee(community.name) }), facts)
  return units
}

function unitRow(served: Served, { suffix, parent, name, nameEn, ...facts }: UnitFacts, units: Units, at: Date): Unit {
  return {
    ...facts,
    cityId: DEMO_CITY_ID,
    id: newId(at),
    code: `${served.code}-${suffix}`,
    name: `${served.name}${name}`,
    nameEn: `${served.nameEn} ${nameEn}`,
    level: served.level,
    areaCode: served.code,
    zoneCode: served.zone ? served.code : null,
    parentId: parent === null ? null : unitNamed(units, parent).id,
    validFrom: DEMO_SINCE,
    validTo: null,
  }
}

/** A unit by its code. Throws when the plan has none. */
export function unitNamed(units: Units, code: string): Unit {
  const unit = units.get(code)
  if (unit === undefined) throw new Error(`the demo city has no unit ${code}`)
  return unit
}

/** 双桥社区居民委员会 is 双桥社区, 白邑村委会 is 白邑村: the place without the words for its committee. */
const withoutCommittee = (name: string): string => name.replace(/(居民委员会|居委会)$/, '').replace(/村?(村民委员会|村委会)$/, '村')

const centre = (parent: string | null): UnitFacts => ({
  suffix: 'centre', kind: 'centre', duty: null, parent, name: '网格化监督指挥中心', nameEn: 'Supervision and Command Centre',
}) // biome-ignore format: a row

const department = ({ duty, kind, name, name_en: nameEn }: Department, parent: string | null): UnitFacts => ({
  suffix: duty, kind, duty, parent, name, nameEn,
}) // biome-ignore format: a row

const cityUnits = (departments: readonly Department[]): UnitFacts[] => [
  centre(null),
  ...departments.map((each) => department(each, null)),
  { suffix: 'water-group', kind: 'company', duty: 'water', parent: `${DEMO_CITY_CODE}-water`, name: '水务集团', nameEn: 'Water Group' },
]

const districtUnits = (departments: readonly Department[]): UnitFacts[] => [
  centre(`${DEMO_CITY_CODE}-centre`),
  ...departments.filter(({ level }) => level === 'district').map((each) => department(each, `${DEMO_CITY_CODE}-${each.duty}`)),
]

function streetUnits({ code, parentCode }: Area, zoneOf: ReadonlyMap<string, string>): UnitFacts[] {
  const above = zoneOf.get(code) ?? parentCode
  return [
    centre(`${above}-centre`),
    { suffix: 'office', kind: 'office', duty: 'street-affairs', parent: null, name: '办事处', nameEn: 'Office' },
    { suffix: 'enforcement', kind: 'team', duty: 'urban-management', parent: `${code}-office`, name: '综合行政执法队', nameEn: 'Enforcement Team' },
  ] // biome-ignore format: rows
}

function communityUnits({ parentCode }: Area): UnitFacts[] {
  return [
    { suffix: 'workstation', kind: 'workstation', duty: null, parent: `${parentCode}-centre`, name: '网格工作站', nameEn: 'Workstation' },
    { suffix: 'service', kind: 'team', duty: 'community-service', parent: `${parentCode}-office`, name: '便民服务队', nameEn: 'Service Team' },
  ] // biome-ignore format: rows
}
