import type { ColumnType, JSONColumnType, Selectable } from 'kysely'
import type { TimeLimit } from './time-limit.ts'

export type Domain = 'urban' | 'water' | 'air'
export type TypeKind = 'component' | 'event'
export type Urgency = 'urgent' | 'normal'
export type VersionStatus = 'draft' | 'approved'

/** A limit that replaces the plain one in places of a region class: '1' to '3' of grid.region_class; a class that is absent has the plain limit. */
export type LimitByRegion = Readonly<Partial<Record<'1' | '2' | '3', TimeLimit | undefined>>>

export interface WorkingYearTable {
  cityId: string
  year: number
}

export interface CalendarDayTable {
  cityId: string
  day: string
  kind: 'off' | 'work'
  name: string
}

export interface WorkingSlotTable {
  cityId: string
  sort: number
  fromTime: string
  toTime: string
}

export interface CatalogueVersionTable {
  cityId: string
  id: string
  number: number
  status: VersionStatus
  effectiveFrom: string | null
  note: ColumnType<string, string | undefined, string>
  draftedBy: string | null
  draftedAt: Date
  approvedBy: string | null
  approvedAt: Date | null
}

export interface ProblemTypeTable {
  cityId: string
  versionId: string
  code: string
  domain: Domain
  kind: TypeKind
  classCode: string
  className: string
  classNameEn: ColumnType<string, string | undefined, string>
  itemCode: string
  name: string
  nameEn: string
  provenance: ColumnType<string, string | undefined, string>
}

export interface FilingConditionTable {
  cityId: string
  versionId: string
  typeCode: string
  number: number
  filing: string
  closing: string
  limitValue: number
  limitUnit: TimeLimit['unit']
  limitByRegion: JSONColumnType<LimitByRegion>
  urgency: Urgency
  provenance: ColumnType<string, string | undefined, string>
}

export interface ResponsibilityRuleTable {
  cityId: string
  versionId: string
  number: number
  domain: Domain | null
  kind: TypeKind | null
  classCode: string | null
  typeCode: string | null
  basis: 'owner' | 'territory'
  duty: string | null
  level: 'city' | 'district' | 'street' | 'community' | null
  reason: string
  reasonEn: ColumnType<string, string | undefined, string>
}

export type CatalogueVersion = Selectable<CatalogueVersionTable>
export type ProblemType = Selectable<ProblemTypeTable>
export type FilingCondition = Selectable<FilingConditionTable>
export type ResponsibilityRule = Selectable<ResponsibilityRuleTable>

type Entry<Row> = Omit<Row, 'cityId' | 'versionId'>
export type TypeEntry = Entry<ProblemType>
export type ConditionEntry = Entry<FilingCondition>
export type RuleEntry = Entry<ResponsibilityRule>

/** Everything a version says, without saying which version it is: what is copied, compared, checked, exported and imported. */
export interface CatalogueContent {
  readonly types: readonly TypeEntry[]
  readonly conditions: readonly ConditionEntry[]
  readonly rules: readonly RuleEntry[]
}

declare module '#platform/db.ts' {
  interface Tables {
    workingYear: WorkingYearTable
    calendarDay: CalendarDayTable
    workingSlot: WorkingSlotTable
    catalogueVersion: CatalogueVersionTable
    problemType: ProblemTypeTable
    filingCondition: FilingConditionTable
    responsibilityRule: ResponsibilityRuleTable
  }
}
