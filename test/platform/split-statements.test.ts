import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from 'libpg-query'
import { beforeAll, expect, test } from 'vitest'
import { splitStatements } from '#platform/split-statements.ts'
import { parserReady } from '#test/architecture/statement-cities.ts'

const migrations = new URL('../../migrations/', import.meta.url)
beforeAll(parserReady)

test.each(readdirSync(migrations))('%s is read as PostgreSQL reads it', (name) => {
  const file = readFileSync(new URL(name, migrations), 'utf8')
  const bare = (tree: unknown): unknown =>
    JSON.parse(JSON.stringify(tree, (key, value) => (/(^location|_location|_start|_end)$/.test(key) ? undefined : value)))
  const whole = (parseSync(file).stmts ?? []).map(({ stmt }) => bare(stmt))
  const apart = splitStatements(file).flatMap(({ text }) => (parseSync(text).stmts ?? []).map(({ stmt }) => bare(stmt)))
  expect(apart).toEqual(whole)
  expect(splitStatements(file)).toHaveLength(whole.length)
})

test('semicolons in strings, names, comments and bodies end nothing', () => {
  const file = `-- a; b\nselect 'it''s; fine';\n/* c; d */ select "x;y" from t;\ncreate function f() returns int language plpgsql as $body$ begin return 1; end; $body$;\n-- the end;\n`
  expect(splitStatements(file).map(({ text, linesBefore }) => [text.trim().split('\n').at(-1), linesBefore])).toEqual([
    [`select 'it''s; fine';`, 0],
    [`/* c; d */ select "x;y" from t;`, 1],
    ['create function f() returns int language plpgsql as $body$ begin return 1; end; $body$;', 2],
  ])
})

/** Names of columns a statement adds together with a constraint other than NOT NULL and a default. */
function constrainedOnTheWay(stmt: unknown): string[] {
  const { AlterTableStmt: alter } = stmt as {
    AlterTableStmt?: { cmds?: { AlterTableCmd: { subtype: string; def?: { ColumnDef?: ColumnDef } } }[] }
  }
  const added = (alter?.cmds ?? []).filter(({ AlterTableCmd: { subtype } }) => subtype === 'AT_AddColumn')
  return added.flatMap(({ AlterTableCmd: { def } }) => {
    const kinds = (def?.ColumnDef?.constraints ?? []).map(({ Constraint }) => Constraint.contype)
    return kinds.some((kind) => !['CONSTR_NOTNULL', 'CONSTR_NULL', 'CONSTR_DEFAULT'].includes(kind)) ? [def?.ColumnDef?.colname ?? ''] : []
  })
}
interface ColumnDef {
  readonly colname: string
  readonly constraints?: readonly { readonly Constraint: { readonly contype: string } }[]
}

test.each(readdirSync(migrations))('%s adds a column first and its constraint after, as tables on several machines need it', (name) => {
  const stmts = parseSync(readFileSync(new URL(name, migrations), 'utf8')).stmts ?? []
  expect(stmts.flatMap(({ stmt }) => constrainedOnTheWay(stmt))).toEqual([])
})

test('a column that comes with a check is found', () => {
  const [found] = parseSync("alter table t add column a text not null default 'x', add column b text check (b <> '')").stmts ?? []
  expect(constrainedOnTheWay(found?.stmt)).toEqual(['b'])
})
