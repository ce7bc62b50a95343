import type { Tables } from '#platform/db.ts'

/**
 * Where a table's rows live once a database is spread over several machines.
 * - `tenant`: one city's rows together on one machine; `city_id` leads every key, and every statement names it.
 * - `reference`: a nation's dictionary, whole on every machine; tables of tenants may point to it, never the other way.
 * - `local`: on the coordinator alone: sessions, locks, what the machine itself keeps. No foreign keys to or from tables of tenants.
 */
export type TableKind = 'tenant' | 'reference' | 'local'

/** Every table of the product and its kind: the one list, which the compiler holds against the row types and the tests against the database. */
export const TABLE_KINDS = {
  schemaMigration: 'local',
  session: 'local',
  signInAttempt: 'local',
  outbox: 'tenant',
  auditEntry: 'tenant',
  auditSeal: 'tenant',
  storedFile: 'tenant',
  preference: 'tenant',

  city: 'tenant',
  division: 'tenant',
  divisionSuccession: 'tenant',
  functionalZone: 'tenant',
  zoneDivision: 'tenant',
  grid: 'tenant',
  unit: 'tenant',
  role: 'tenant',
  post: 'tenant',
  person: 'tenant',
  appointment: 'tenant',
  staffKind: 'tenant',
  gridStaff: 'tenant',

  secondFactor: 'tenant',
  recoveryCode: 'tenant',
  apiKey: 'tenant',

  workingYear: 'tenant',
  calendarDay: 'tenant',
  workingSlot: 'tenant',
  catalogueVersion: 'tenant',
  problemType: 'tenant',
  filingCondition: 'tenant',
  responsibilityRule: 'tenant',

  case: 'tenant',
  caseEvent: 'tenant',
  caseContact: 'tenant',
  ruling: 'tenant',
  component: 'tenant',
  shopfront: 'tenant',
  caseMonth: 'tenant',
  caseMonthBegun: 'tenant',
  notice: 'tenant',
  noticeRead: 'tenant',

  publicReport: 'tenant',
  portalForm: 'tenant',
  portalPhoto: 'tenant',
  meToo: 'tenant',

  message: 'tenant',
  messageTemplate: 'tenant',
  messageContact: 'tenant',
  messageWish: 'tenant',
  areaSubscription: 'tenant',
  webhook: 'tenant',
  upload: 'tenant',
  patrol: 'tenant',
  patrolCheckIn: 'tenant',
  patrolVisit: 'tenant',
  patrolSum: 'tenant',
} as const satisfies Record<keyof Tables, TableKind>

/** Names of the tables of one kind as the database spells them: 'case_event'. */
export const tablesOf = (kind: TableKind): string[] =>
  Object.entries(TABLE_KINDS).flatMap(([name, each]) =>
    each === kind ? [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] : [],
  )
