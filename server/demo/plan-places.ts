import { DEMO_CITY_CODE, DEMO_CITY_ID, DEMO_SINCE, DETAILED_COMMUNITY } from '#demo/city.ts'
import { englishPlaceName } from '#demo/english-names.ts'
import type { Area, Geography } from '#demo/read-geography.ts'
import type { NewDivision } from '#organisation/queries-divisions.ts'
import type { NewGrid } from '#organisation/queries-grids.ts'
import type { FunctionalZone, ZoneDivision } from '#organisation/queries-zones.ts'
import { newId } from '#platform/identifier.ts'

type DivisionLevel = NewDivision['level']
const DATED = { validFrom: DEMO_SINCE, validTo: null }

export interface PlannedPlaces {
  readonly divisions: NewDivision[]
  readonly grids: NewGrid[]
  readonly zones: FunctionalZone[]
  readonly zoneDivisions: ZoneDivision[]
}

/** Every place of the demo city as rows; the city itself comes first and still without an outline. */
export function planPlaces(geography: Geography, englishNames: ReadonlyMap<string, string>, at: Date): PlannedPlaces {
  const nameEn = (code: string, name: string): string => englishNames.get(code) ?? englishPlaceName(name)
  const division = (level: DivisionLevel, { code, name, parentCode, synthetic, geometry: area }: Area): NewDivision => {
    const parent = level === 'district' ? DEMO_CITY_CODE : parentCode
    return { ...DATED, id: newId(at), code, level, parentCode: parent, name, nameEn: nameEn(code, name), area, synthetic }
  }
  const city = {
    id: newId(at),
    code: DEMO_CITY_CODE,
    level: 'city' as const,
    parentCode: null,
    name: '昆明市',
    nameEn: nameEn(DEMO_CITY_CODE, '昆明市'),
  }
  return {
    divisions: [
      { ...DATED, ...city, area: null, synthetic: false },
      ...geography.districts.map((area) => division('district', area)),
      ...geography.streets.map((area) => division('street', area)),
      ...geography.communities.map((area) => division('community', area)),
      ...planBelowCommunity(at),
    ],
    grids: [...planGrids('management', geography, at), ...planGrids('unit', geography, at)],
    zones: [...new Map(geography.zones.map((row) => [row.zoneCode, row.zoneName]))].map(([code, name]) => ({
      ...DATED,
      cityId: DEMO_CITY_ID,
      code,
      name,
      nameEn: nameEn(code, name),
    })),
    zoneDivisions: geography.zones.map(({ zoneCode, areaCode }) => ({ ...DATED, cityId: DEMO_CITY_ID, zoneCode, divisionCode: areaCode })),
  }
}

function planGrids(kind: 'management' | 'unit', { communities, grids, unitGrids }: Geography, at: Date): NewGrid[] {
  const villages = new Set(communities.filter(({ name }) => name.endsWith('村委会') || name.endsWith('村民委员会')).map(({ code }) => code))
  return (kind === 'management' ? grids : unitGrids).map(({ code, name, parentCode, geometry: area, synthetic }) => {
    const regionClass = regionClassOf(parentCode, villages.has(parentCode))
    return { ...DATED, id: newId(at), kind, code, communityCode: parentCode, name, area, synthetic, regionClass }
  })
}

/** Made up: class 3 for villages, 2 for the new district in the south, 1 for the rest of the main urban area. */
function regionClassOf(communityCode: string, village: boolean): 1 | 2 | 3 {
  if (village) return 3
  return communityCode.startsWith('530114') ? 2 : 1
}

const GROUPS = 6
const BUILDINGS = 4
const serial = (number: number, digits: number): string => String(number).padStart(digits, '0')
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** Residents' groups (2 more digits) and buildings (3 more) of one community, without outlines. */
function planBelowCommunity(at: Date): NewDivision[] {
  const place = (level: DivisionLevel, parentCode: string, code: string, name: string, nameEn: string): NewDivision => ({
    ...DATED, id: newId(at), code, level, parentCode, name, nameEn, area: null, synthetic: true,
  }) // biome-ignore format: a row
  return upTo(GROUPS).flatMap((group) => {
    const code = DETAILED_COMMUNITY + serial(group, 2)
    const buildings = upTo(BUILDINGS).map((number) =>
      place('building', code, code + serial(number, 3), `${group}组${number}栋`, `Building ${number} of group ${group}`),
    )
    return [place('residents_group', DETAILED_COMMUNITY, code, `第${group}居民小组`, `Residents' group ${group}`), ...buildings]
  })
}
