import { TABLE_KINDS } from '#server/table-kinds.ts'

/** The order of the house and every exception to its rules, each with its reason. */

/** From the ground up; an import leads to a layer further down. The last layer composes everything and its members may use each other; '' is server/ itself. */
export const LAYERS: readonly (readonly string[])[] = [
  ['platform'],
  ['identity'],
  ['organisation'],
  ['catalogue'],
  ['cases'],
  ['messages'],
  ['field'],
  ['search', 'portal', 'simulation', 'replay', 'demo', 'commands', ''],
]

/** Folders inside a capability that are more than the beginning of a second one. */
export const SUBFOLDERS: readonly string[] = ['platform/backup', 'platform/embedded']

/** Capabilities and interfaces that a newcomer reads first. */
export const CAPABILITIES_WITH_README: readonly string[] = [
  'platform',
  'identity',
  'organisation',
  'catalogue',
  'cases',
  'messages',
  'field',
  'search',
  'portal',
  'demo',
  'simulation',
  'replay',
]
export const README_LINES = 80
export const MOST_LINES = 400
/** Longer than this is told, not failed. */
export const SMELL_LINES = 250
/** Fewer modules than this were not the whole server. */
export const FEWEST_MODULES = 150

/** Decisions and arithmetic: no waiting, no clock, no database. */
export const PURE_FILES: readonly string[] = [
  'server/platform/actor.ts',
  'server/platform/audit-words.ts',
  'server/platform/canonical-json.ts',
  'server/platform/contract-identifier.ts',
  'server/platform/contract-time.ts',
  'server/platform/datum-names.ts',
  'server/platform/pinyin-match.ts',
  'server/platform/problem.ts',
  'server/identity/back-off.ts',
  'server/identity/key-rules.ts',
  'server/identity/oidc-reasons.ts',
  'server/identity/password-rules.ts',
  'server/identity/sign-in-policy.ts',
  'server/organisation/coverage.ts',
  'server/organisation/coverage-level.ts',
  'server/organisation/kinds.ts',
  'server/organisation/permission-words.ts',
  'server/organisation/place-code.ts',
  'server/organisation/staffing.ts',
  'server/organisation/succession.ts',
  'server/catalogue/calendar-source.ts',
  'server/catalogue/catalogue-checks.ts',
  'server/catalogue/days-of-year.ts',
  'server/catalogue/entry-words.ts',
  'server/catalogue/filing-limit.ts',
  'server/catalogue/local-time.ts',
  'server/catalogue/problems.ts',
  'server/catalogue/responsibility.ts',
  'server/catalogue/time-limit.ts',
  'server/catalogue/type-code.ts',
  'server/catalogue/type-search.ts',
  'server/catalogue/urgency-names.ts',
  'server/catalogue/version-difference.ts',
  'server/catalogue/version-state.ts',
  'server/catalogue/working-calendar.ts',
  'server/cases/case-number.ts',
  'server/cases/case-state.ts',
  'server/cases/clock-words.ts',
  'server/cases/clocks.ts',
  'server/cases/export-columns.ts',
  'server/cases/history.ts',
  'server/cases/lifecycle.ts',
  'server/cases/light-moments.ts',
  'server/cases/lights.ts',
  'server/cases/likeness-words.ts',
  'server/cases/likeness.ts',
  'server/cases/next-event.ts',
  'server/cases/next-steps.ts',
  'server/cases/notice-kinds.ts',
  'server/cases/notice-rules.ts',
  'server/cases/photo-check.ts',
  'server/cases/photo-time.ts',
  'server/cases/photo-words.ts',
  'server/cases/policy.ts',
  'server/cases/problems.ts',
  'server/cases/reason-words.ts',
  'server/cases/receipt.ts',
  'server/cases/refusal-texts.ts',
  'server/cases/refusal.ts',
  'server/cases/row-refusal.ts',
  'server/cases/search-grams.ts',
  'server/cases/tell-event.ts',
  'server/cases/tell-words.ts',
  'server/cases/visibility.ts',
  'server/cases/words.ts',
  'server/messages/channels.ts',
  'server/messages/default-templates.ts',
  'server/messages/digest-facts.ts',
  'server/messages/links.ts',
  'server/messages/message-steps.ts',
  'server/messages/placeholders.ts',
  'server/messages/policy.ts',
  'server/messages/preview-message.ts',
  'server/messages/quiet-hours.ts',
  'server/messages/read-address.ts',
  'server/messages/retry-rules.ts',
  'server/messages/webhook-url.ts',
  'server/portal/blur.ts',
  'server/portal/case-ref.ts',
  'server/portal/contact.ts',
  'server/portal/decision-by.ts',
  'server/portal/form-token.ts',
  'server/portal/marks.ts',
  'server/portal/named-place.ts',
  'server/portal/propose-topics.ts',
  'server/portal/report-code.ts',
  'server/portal/settings.ts',
  'server/portal/stages.ts',
  'server/portal/tell-outsider.ts',
  'server/portal/visibility.ts',
  'server/field/cells.ts',
  'server/field/cursor-size.ts',
  'server/field/device-clock.ts',
  'server/field/judge-check-in.ts',
  'server/field/policy.ts',
  'server/field/rank-types.ts',
  'server/field/task-cursor.ts',
  'server/field/tile-list.ts',
]
/** What a pure file may use of others' code: schemas and hashes give the same answer to the same question. */
export const PURE_PACKAGES: readonly string[] = ['zod', 'node:crypto']
/** What a contract may bring to the browser. */
export const CONTRACT_PACKAGES: readonly string[] = ['zod']

/** Where SQL stands outside a queries file, and why. */
export const SQL_ELSEWHERE: Readonly<Record<string, string>> = {
  'server/organisation/in-force.ts': 'one condition, part of statements of many queries files',
  'server/organisation/area.ts': 'one expression that turns an outline into a geometry, part of statements of many queries files',
  'server/cases/inbox.ts': 'the condition of the inbox, part of the statements of queries-lists.ts; read beside the lifecycle',
  'server/platform/health.ts': 'asks the database whether it answers',
  'server/platform/migrate.ts': 'runs the migrations and keeps their own table',
  'server/platform/relay.ts': 'savepoints around the handlers of an event',
}

/** The only module that opens a transaction. */
export const TRANSACTION_OPENER = 'server/platform/db.ts'

/** Where SQL may ask the clock of the database, and why. */
export const NOW_IN_SQL: Readonly<Record<string, string>> = {
  'server/platform/migrate.ts': 'when a migration was applied is a fact of the database itself',
}

/** Where the machine's clock is read besides the injected one, and why. */
export const CLOCK_ELSEWHERE: Readonly<Record<string, string>> = {
  'server/platform/clock.ts': 'the clock itself',
  'server/platform/identifier.ts': 'an id made without a moment is only ordered by it',
  'server/platform/log.ts': 'a line of the log says when it was written, whatever time is simulated',
}

/** Tables that belong to the machine, not to a city. */
export const LOCAL_TABLES: readonly string[] = Object.entries(TABLE_KINDS).flatMap(([table, kind]) => (kind === 'local' ? [table] : []))

/** Statements on tables of tenants without a city, as 'path#part of the statement', and why. */
export const CITY_FREE: Readonly<Record<string, string>> = {
  'server/platform/queries-move.ts#select stored_sha256 as key': 'a backup holds every city',
  'server/cases/queries-cells.ts#casesIn(': 'casesIn begins with the city of the actor',
  'server/cases/queries-tiles.ts#casesIn(': 'casesIn begins with the city of the actor',
  "server/platform/queries-outbox.ts#.deleteFrom('outbox').where('processedAt'": 'housekeeping by age, the same in every city',
  "server/platform/queries-outbox.ts#fn.min('at')": 'one figure for the operator, over all cities',
  "server/identity/queries-attempts.ts#.deleteFrom('signInAttempt').where('lastAt'": 'housekeeping by age, the same in every city',
}
