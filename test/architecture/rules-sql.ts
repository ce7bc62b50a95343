import { capabilityOf, snakeCase } from './declared-tables.ts'
import { CITY_FREE, LOCAL_TABLES, NOW_IN_SQL, SQL_ELSEWHERE, TRANSACTION_OPENER } from './house.ts'
import type { ModuleFacts } from './module-facts.ts'
import type { Finding, Rule, Tree } from './tree.ts'

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const isQueries = (path: string): boolean => /^queries(-[a-z-]+)?\.ts$/.test(nameIn(path))

const each = (tree: Tree, judge: (module: ModuleFacts) => Finding[]): Finding[] => [...tree.modules.values()].flatMap(judge)

/** Statements are written in queries files only, so that all SQL of a capability is read in one place. */
export const sqlInQueries: Rule = (tree) =>
  each(tree, ({ path, statements, sql }) =>
    isQueries(path) || path in SQL_ELSEWHERE
      ? []
      : [...statements, ...sql].map(({ line }) => ({ rule: 'sql-in-queries', path, line, message: 'SQL outside a queries file' })),
  )

const WRITES = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const RAW_WRITE = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+"?([a-z_]+)"?/gi
/** `update` in `for update of c` and `on conflict do update set` writes no other table. */
const NO_TABLE = new Set(['set', 'of', 'skip', 'nowait'])

/** A table is written only by the capability that declares it; others call its functions. */
export const ownTables: Rule = (tree) => {
  const owner = new Map(
    tree.tables.flatMap(({ name, capability }) => [[name, capability] as const, [snakeCase(name), capability] as const]),
  )
  return each(tree, ({ path, statements, sql }) => {
    const built = statements.filter(({ verb }) => WRITES.has(verb)).flatMap(({ tables, line }) => tables.map((table) => ({ table, line })))
    const raw = sql.flatMap(({ text, line }) => [...text.matchAll(RAW_WRITE)].map(([, table = '']) => ({ table, line })))
    return [...built, ...raw.filter(({ table }) => !NO_TABLE.has(table.toLowerCase()))].flatMap(({ table, line }) => {
      const capability = owner.get(table)
      if (capability === capabilityOf(path)) return []
      const message = capability === undefined ? `${table} is declared in no tables.ts` : `${table} belongs to ${capability}`
      return [{ rule: 'own-tables', path, line, message }]
    })
  })
}

/** One place opens transactions, so that no query ever runs on a handle beside them. */
export const oneTransaction: Rule = (tree) =>
  each(tree, ({ path, transactions }) =>
    path === TRANSACTION_OPENER
      ? []
      : transactions.map((line) => ({ rule: 'one-transaction', path, line, message: 'only inTransaction() opens a transaction' })),
  )

/** The database's own clock is never asked: the moment of an action is a parameter. */
export const noNow: Rule = (tree) =>
  each(tree, ({ path, sql }) =>
    path in NOW_IN_SQL
      ? []
      : sql
          .filter(({ text }) =>
            /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(|\bcurrent_(?:date|time|timestamp)\b/i.test(text),
          )
          .map(({ line }) => ({ rule: 'no-now', path, line, message: 'SQL asks the clock of the database' })),
  )

const RAW_TABLE = /\b(?:from|join|update|into)\s+(?:only\s+)?"?([a-z_]+)"?/gi
const NAMES_CITY = /city_id|cityId/

/** Every statement on a table of tenants names the city, or a city would see another's rows. A reading of the text, so it may miss a wrong use; a missing one it finds. */
export const cityNamed: Rule = (tree) => {
  const tenant = new Set(tree.tables.filter(({ name }) => !LOCAL_TABLES.includes(name)).flatMap(({ name }) => [name, snakeCase(name)]))
  return each(tree, ({ path, statements, sql }) => {
    const built = statements
      .filter(({ verb }) => !['insertInto', 'replaceInto'].includes(verb))
      .map(({ tables, line, chain }) => ({ tables, line, text: chain }))
    const raw = sql.map(({ text, line }) => ({ tables: [...text.matchAll(RAW_TABLE)].map(([, table = '']) => table), line, text }))
    return [...built, ...raw].flatMap(({ tables, line, text }) => {
      const unnamed = tables.find((table) => tenant.has(table))
      const excused = Object.keys(CITY_FREE).some((excuse) => excuse.startsWith(`${path}#`) && text.includes(excuse.slice(path.length + 1)))
      if (unnamed === undefined || NAMES_CITY.test(text) || excused) return []
      return [{ rule: 'city-named', path, line, message: `a statement on ${unnamed} names no city` }]
    })
  })
}
