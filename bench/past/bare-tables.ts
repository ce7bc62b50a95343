import { askPsql } from './psql.ts'

/** Statements that take everything off the two tables but their rows, and those that put it back. */
export interface Bareness {
  readonly strip: readonly string[]
  /** Each kind needs the one before it. */
  readonly indexes: readonly string[]
  readonly keys: readonly string[]
  readonly references: readonly string[]
}

const TABLES = `('"case"'::regclass, 'case_event'::regclass)`

/** Rows of texts; a definition may go over several lines. */
const rowsOf = (url: string, columns: string, rest: string): string[][] =>
  askPsql(url, `select json_build_array(${columns}) ${rest}`)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as string[])

const constraints = (url: string, which: string): { drop: string; add: string }[] =>
  rowsOf(
    url,
    'conrelid::regclass::text, conname, pg_get_constraintdef(oid)',
    `from pg_constraint where ${which} order by contype, conname`,
  ).map(([table, name, definition]) => ({
    drop: `alter table ${table} drop constraint "${name}"`,
    add: `alter table ${table} add constraint "${name}" ${definition}`,
  }))

/** How to fill the tables of cases and events without what makes each row dear: read from the live catalogue, so that no index is forgotten. */
export function bareness(url: string): Bareness {
  const references = constraints(url, `contype = 'f' and (conrelid in ${TABLES} or confrelid in ${TABLES})`)
  const keys = constraints(url, `contype in ('p', 'u') and conrelid in ${TABLES}`)
  const own = `indrelid in ${TABLES} and not exists (select from pg_constraint where conindid = indexrelid)`
  const indexes = rowsOf(url, 'indexrelid::regclass::text, pg_get_indexdef(indexrelid)', `from pg_index where ${own} order by indexrelid`)
  return {
    strip: [...references.map(({ drop }) => drop), ...keys.map(({ drop }) => drop), ...indexes.map(([name]) => `drop index ${name}`)],
    indexes: indexes.flatMap(([, definition]) => definition ?? []),
    keys: keys.map(({ add }) => add),
    references: references.map(({ add }) => add),
  }
}
