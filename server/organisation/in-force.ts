import { type RawBuilder, sql } from 'kysely'

/** SQL condition: the row `alias` is in force on the day 'YYYY-MM-DD' (from valid_from up to but not including valid_to). */
export function inForce(alias: string, on: string): RawBuilder<boolean> {
  const [from, to] = [sql.ref(`${alias}.validFrom`), sql.ref(`${alias}.validTo`)]
  return sql<boolean>`(${from} <= ${on}::date and (${to} is null or ${to} > ${on}::date))`
}
