/** Statements, as sent, that are meant for more than one city, as 'path#part of the SQL', and why. Each runs on all machines at once. */
export const CITIES_TOGETHER: Readonly<Record<string, string>> = {
  'server/cases/queries-sweep.ts#from "city"': 'which cities there are, to go through them one by one',
  'server/platform/migrate.ts#': 'a change of schema is for every city',
  'server/platform/queries-move.ts#': 'a whole database moves',
  'server/platform/queries-outbox.ts#distinct "city_id"': 'which cities have events waiting, to go through them one by one',
  'server/platform/queries-audit.ts#from audit_entry e': 'which cities have a log, to seal them one by one',
  'server/platform/queries-outbox.ts#min("at")': 'one figure for the operator, over all cities',
  'server/platform/queries-outbox.ts#delete from "outbox" where "processed_at"': 'housekeeping by age, the same in every city',
}
