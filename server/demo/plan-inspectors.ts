import { inMainUrban } from '#demo/city.ts'
import { type Units, unitNamed } from '#demo/plan-units.ts'
import type { Geography } from '#demo/read-geography.ts'
import type { Holding, Roster, Seat } from '#demo/roster.ts'

/** District inspectors in all, about as many as the city publishes; four fifths of them in the main urban area. */
const DISTRICT_INSPECTORS = 1000
const SHARE_OF_MAIN_URBAN = 0.8

/** A management grid, or a community where there are none: the smallest piece an inspector walks. */
interface Beat {
  readonly code: string
  readonly streetCode: string
  readonly inspectors: number
}

export interface DistrictInspectors {
  /** Who walks a management grid. */
  readonly ofGrid: ReadonlyMap<string, string>
  /** The inspector of each district or zone who goes wherever needed, by the code of the centre. */
  readonly mobile: ReadonlyMap<string, Holding>
}

/**
 * Gives each district and zone centre its inspectors: one who goes anywhere and, in order of codes, one for every few neighbouring beats.
 * An inspector's area is the streets the beats lie in, so that a colleague of the same street can step in.
 */
export function planInspectors(roster: Roster, units: Units, geography: Geography): DistrictInspectors {
  const [ofGrid, mobile] = [new Map<string, string>(), new Map<string, Holding>()]
  for (const [code, beats] of beatsByCentre(geography)) {
    const centre = unitNamed(units, `${code}-centre`)
    const anywhere = centre.zoneCode === null ? null : streetsOf(beats)
    mobile.set(centre.code, roster.fill(centre, inspectorSeat('机动网格监督员', 'Mobile grid inspector', anywhere)))
    for (const walked of shareOut(beats)) {
      const { personId } = roster.fill(centre, inspectorSeat('区级网格监督员', 'District grid inspector', streetsOf(walked)))
      for (const beat of walked) ofGrid.set(beat.code, personId)
    }
  }
  return { ofGrid, mobile }
}

const inspectorSeat = (title: string, titleEn: string, areaCodes: string[] | null): Seat => ({
  role: 'inspector',
  title,
  titleEn,
  areaCodes,
})

const streetsOf = (beats: readonly Beat[]): string[] => [...new Set(beats.map(({ streetCode }) => streetCode))]

function beatsByCentre({ districts, communities, grids, zones }: Geography): Map<string, Beat[]> {
  const zoneOf = new Map(zones.map(({ areaCode, zoneCode }) => [areaCode, zoneCode]))
  const outside = communities.filter(({ code }) => !inMainUrban(code))
  const perGrid = (DISTRICT_INSPECTORS * SHARE_OF_MAIN_URBAN) / grids.length
  const perCommunity = (DISTRICT_INSPECTORS * (1 - SHARE_OF_MAIN_URBAN)) / outside.length
  const beats = new Map<string, Beat[]>([...districts.map(({ code }) => code), ...new Set(zoneOf.values())].map((code) => [code, []]))
  const add = (code: string, inspectors: number): void => {
    const streetCode = code.slice(0, 9)
    beats.get(zoneOf.get(streetCode) ?? code.slice(0, 6))?.push({ code, streetCode, inspectors })
  }
  for (const { code } of grids) add(code, perGrid)
  for (const { code } of outside) add(code, perCommunity)
  return beats
}

/** Cuts the beats of a centre into as many runs as it has inspectors, the mobile one not counted. */
function shareOut(beats: readonly Beat[]): Beat[][] {
  const wanted = beats.reduce((sum, { inspectors }) => sum + inspectors, 0) - 1
  const count = Math.max(1, Math.min(beats.length, Math.round(wanted)))
  return Array.from({ length: count }, (_, index) =>
    beats.slice(Math.floor((index * beats.length) / count), Math.floor(((index + 1) * beats.length) / count)),
  )
}
