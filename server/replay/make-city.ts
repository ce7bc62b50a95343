import { insertWorkingYears, setCalendarDays, setWorkingSlots } from '#catalogue/queries-calendar.ts'
import { insertContent, insertVersion } from '#catalogue/queries-content.ts'
import type { CatalogueContent } from '#catalogue/tables.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { DEFAULT_STAFF_KINDS } from '#organisation/default-staff-kinds.ts'
import { setCalendarStamp } from '#organisation/queries-calendar-stamp.ts'
import { insertDivisions, type NewDivision } from '#organisation/queries-divisions.ts'
import { insertGrids } from '#organisation/queries-grids.ts'
import { findCity, insertCity } from '#organisation/queries-places.ts'
import { insertAppointments, insertPersons, insertPosts, insertRoles } from '#organisation/queries-posts.ts'
import { insertStaffKinds } from '#organisation/queries-staff.ts'
import { insertUnits } from '#organisation/queries-units.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { derivedId } from '#platform/identifier.ts'
import type { CityFrame, DraftStaff } from '#replay/draft-staff.ts'
import type { Mapping } from '#replay/mapping.ts'
import { replayProblems } from '#replay/problems.ts'
import { type DistrictOutline, listDistrictOutlines, type Surroundings } from '#replay/queries.ts'
import type { ReplayAreas } from '#replay/read-areas.ts'

/** Everything a replay city is made from. `fingerprint` tells the three files apart from any others. */
export interface CityDraft {
  readonly frame: CityFrame
  readonly mapping: Mapping
  readonly areas: ReplayAreas
  readonly around: Surroundings
  readonly staff: DraftStaff
  readonly catalogue: CatalogueContent
  readonly fingerprint: string
}

/**
 * Makes the city of a replay in one transaction; finds it as it is when it was made from the same files before. Returns whether it was made now.
 * Throws replay.other_city when a city of that id exists and was made otherwise.
 */
export const makeCity = (db: Db, draft: CityDraft): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    const { cityId } = draft.frame
    const city = await findCity(tx, cityId)
    if (city !== undefined) {
      if (city.settings.replayOf !== draft.fingerprint) throw replayProblems.otherCity(cityId)
      return false
    }
    await insertCity(tx, cityRow(draft))
    await insertPlaces(tx, draft)
    await insertStaff(tx, draft)
    await insertCatalogue(tx, draft)
    await insertCalendar(tx, draft)
    return true
  })

/**
 * Photos and the escalation ladder are off: the recorded requests know of neither, and a server started later must not escalate what was open long
 * ago. Every request is accepted by the acceptor, also one an inspector found, so that all histories have the same steps.
 */
const BASE_POLICY = { photoRequired: [], escalationLadder: [], inspectorSkipsAcceptance: false }

const cityRow = ({ frame, mapping, areas, fingerprint }: CityDraft) => ({
  cityId: frame.cityId,
  name: mapping.city.name,
  nameEn: mapping.city.nameEn,
  timeZone: mapping.city.timeZone,
  codeLengths: areas.codeLengths,
  settings: { cases: { ...BASE_POLICY, ...mapping.policy }, replayOf: fingerprint },
  isDemo: false,
  createdAt: startOf(frame),
})

const startOf = ({ since }: CityFrame): Date => new Date(`${since}T00:00:00Z`)
const idOf = (frame: CityFrame, kind: string, key: string): string => derivedId(startOf(frame), frame.cityId, kind, key)

/** The city is the box around everything: the districts made of the areas, and one more of all the land between them and the edge. */
async function insertPlaces(tx: Db, { frame, mapping, areas, around }: CityDraft): Promise<void> {
  const { cityId, since } = frame
  const { city, areas: naming } = mapping
  const division = (code: string, name: string, nameEn: string, area: NewDivision['area'], synthetic: boolean): NewDivision => ({
    id: idOf(frame, 'division', code),
    code,
    level: code === city.code ? 'city' : 'district',
    parentCode: code === city.code ? null : city.code,
    name,
    nameEn,
    area,
    synthetic,
    validFrom: since,
    validTo: null,
  })
  const { outside, districtName, gridName } = naming
  const district = ({ part, area }: DistrictOutline): NewDivision =>
    division(city.code + part, named(districtName.zh, part), named(districtName.en, part), area, false)
  await insertDivisions(tx, cityId, [
    division(city.code, city.name, city.nameEn, around.box, true),
    division(city.code + outside.code, outside.zh, outside.en, around.outside, true),
    ...(await listDistrictOutlines(tx, areas.list)).map(district),
  ])
  const grids = areas.list.map(({ recorded, placeCode, districtPart, area }) => ({
    id: idOf(frame, 'grid', placeCode),
    code: placeCode,
    kind: 'management' as const,
    communityCode: city.code + districtPart,
    name: `${named(gridName.zh, recorded)} / ${named(gridName.en, recorded)}`,
    area,
    regionClass: 1,
    synthetic: false,
    validFrom: since,
    validTo: null,
  }))
  await insertGrids(tx, cityId, grids)
}

const named = (template: string, code: string): string => template.replaceAll('{code}', code)

async function insertStaff(tx: Db, { frame: { cityId }, staff }: CityDraft): Promise<void> {
  await insertUnits(tx, staff.units)
  await insertRoles(
    tx,
    DEFAULT_ROLES.map(({ permissions, ...role }) => ({ ...role, cityId, permissions: [...permissions] })),
  )
  await insertStaffKinds(
    tx,
    DEFAULT_STAFF_KINDS.map((kind) => ({ ...kind, cityId })),
  )
  await insertPersons(tx, staff.persons)
  await insertPosts(tx, staff.posts)
  await insertAppointments(tx, staff.appointments)
}

async function insertCatalogue(tx: Db, { frame, catalogue }: CityDraft): Promise<void> {
  const at = startOf(frame)
  const id = idOf(frame, 'catalogue', '1')
  await insertVersion(tx, {
    cityId: frame.cityId,
    id,
    number: 1,
    status: 'approved',
    effectiveFrom: frame.since,
    note: '由回放的诉求生成 / Made from the replayed requests',
    draftedBy: null,
    draftedAt: at,
    approvedBy: null,
    approvedAt: at,
  })
  await insertContent(tx, frame.cityId, id, catalogue)
}

/** Only the years the mapping knows are published: recorded limits run without a pause and need none, a working limit in another year is refused. */
async function insertCalendar(tx: Db, { frame, mapping: { calendar } }: CityDraft): Promise<void> {
  await insertWorkingYears(tx, frame.cityId, calendar.years)
  await setCalendarDays(
    tx,
    frame.cityId,
    calendar.daysOff.map(({ day, name }) => ({ day, name, kind: 'off' as const })),
  )
  await setWorkingSlots(tx, frame.cityId, calendar.slots)
  await setCalendarStamp(tx, frame.cityId, idOf(frame, 'calendar', '1'))
}
