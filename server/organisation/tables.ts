import type { ColumnType, Generated } from 'kysely'
import type { AppointmentKind, GridKind, StaffPart, SuccessionKind, UnitKind } from '#organisation/kinds.ts'
import type { CodeLengths, DivisionLevel } from '#organisation/place-code.ts'
import type { Level } from '#platform/actor.ts'

declare module '#platform/db.ts' {
  interface Tables {
    city: CityTable
    division: DivisionTable
    divisionSuccession: DivisionSuccessionTable
    functionalZone: FunctionalZoneTable
    zoneDivision: ZoneDivisionTable
    grid: GridTable
    unit: UnitTable
    role: RoleTable
    post: PostTable
    person: PersonTable
    appointment: AppointmentTable
    staffKind: StaffKindTable
    gridStaff: GridStaffTable
  }
}

/**
 * Validity of every dated row: from `validFrom` up to but not including `validTo`, days of the city's own time zone as 'YYYY-MM-DD';
 * `validTo` null means "until further notice". So one row's `validTo` is its successor's `validFrom`.
 */
export interface Validity {
  validFrom: string
  validTo: string | null
}

/** Geometry leaves only through ST_AsGeoJSON and enters only through raw SQL, never as a plain column. */
type Geometry<Empty = never> = ColumnType<never, string | Empty, string | Empty>

export interface CityTable {
  cityId: string
  name: string
  nameEn: string
  timeZone: string
  codeLengths: CodeLengths
  settings: CitySettings
  calendarStamp: ColumnType<string | null, string | null | undefined>
  isDemo: Generated<boolean>
  createdAt: Date
}

/** What a city may want different, as data; each capability reads the keys it knows and has a default for each. */
export type CitySettings = Readonly<Record<string, unknown>>

export interface DivisionTable extends Validity {
  cityId: string
  id: string
  code: string
  level: DivisionLevel
  parentCode: string | null
  name: string
  nameEn: string | null
  area: Geometry<null>
  synthetic: Generated<boolean>
}

export interface DivisionSuccessionTable {
  cityId: string
  id: string
  fromCode: string
  toCode: string
  kind: SuccessionKind
  onDate: string
}

export interface FunctionalZoneTable extends Validity {
  cityId: string
  code: string
  name: string
  nameEn: string | null
}

export interface ZoneDivisionTable extends Validity {
  cityId: string
  zoneCode: string
  divisionCode: string
}

export interface GridTable extends Validity {
  cityId: string
  id: string
  code: string
  kind: GridKind
  communityCode: string
  name: string
  area: Geometry
  regionClass: Generated<number>
  synthetic: Generated<boolean>
}

export interface UnitTable extends Validity {
  cityId: string
  id: string
  code: string
  name: string
  nameEn: string | null
  kind: UnitKind
  duty: string | null
  level: Level
  areaCode: string
  zoneCode: string | null
  parentId: string | null
}

export interface RoleTable {
  cityId: string
  code: string
  name: string
  nameEn: string
  permissions: string[]
}

export interface PostTable extends Validity {
  cityId: string
  id: string
  unitId: string
  roleCode: string
  title: string
  titleEn: string | null
  rank: Generated<number>
  areaCodes: string[] | null
}

export interface PersonTable {
  cityId: string
  id: string
  login: string | null
  passwordHash: string | null
  name: string
  locale: Generated<'zh' | 'en'>
  active: Generated<boolean>
  createdAt: Date
  /** Set with a password somebody else gave; until another is chosen the person holds no permission. */
  mustChangePassword: Generated<boolean>
}

export interface AppointmentTable extends Validity {
  cityId: string
  id: string
  personId: string
  postId: string
  kind: AppointmentKind
}

export interface StaffKindTable {
  cityId: string
  code: string
  name: string
  nameEn: string
  part: StaffPart
  sort: number
}

export interface GridStaffTable extends Validity {
  cityId: string
  id: string
  gridCode: string
  kindCode: string
  personId: string
}
