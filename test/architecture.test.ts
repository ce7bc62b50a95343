import { describe, expect, it } from 'vitest'
import { CITY_FREE, CLOCK_ELSEWHERE, FEWEST_MODULES, NOW_IN_SQL, SMELL_LINES, SQL_ELSEWHERE } from './architecture/house.ts'
import { RULES } from './architecture/rules.ts'
import { type Finding, readProject, readTree } from './architecture/tree.ts'

const project = readTree(readProject())
const spell = ({ path, line, message }: Finding): string => `${path}:${line} ${message}`

describe('the server as it stands', () => {
  it('was read', () => {
    expect(project.modules.size).toBeGreaterThanOrEqual(FEWEST_MODULES)
    expect(project.tables.length).toBeGreaterThanOrEqual(30)
    expect([...project.modules.values()].flatMap(({ imports }) => imports).length).toBeGreaterThan(3 * FEWEST_MODULES)
    expect([...project.modules.values()].flatMap(({ statements, sql }) => [...statements, ...sql]).length).toBeGreaterThan(100)
  })

  it.each(Object.entries(RULES))('keeps the rule %s', (_name, rule) => {
    expect(rule(project).map(spell)).toEqual([])
  })

  it('has no exception that nobody needs', () => {
    const named = [...Object.keys(SQL_ELSEWHERE), ...Object.keys(NOW_IN_SQL), ...Object.keys(CLOCK_ELSEWHERE)]
    expect(named.filter((path) => !project.modules.has(path))).toEqual([])
    const unused = Object.keys(CITY_FREE).filter((excuse) => {
      const at = excuse.indexOf('#')
      return !project.sources
        .get(excuse.slice(0, at))
        ?.replaceAll(/\s+/g, '')
        .includes(excuse.slice(at + 1).replaceAll(/\s+/g, ''))
    })
    expect(unused).toEqual([])
  })

  it('tells which files grow long', () => {
    const long = [...project.modules.values()].filter(({ lines }) => lines > SMELL_LINES).map(({ path, lines }) => `${path} (${lines})`)
    if (long.length > 0) process.stdout.write(`over ${SMELL_LINES} lines: ${long.join(', ')}\n`)
    expect(long.length).toBeLessThan(project.modules.size / 20)
  })
})

/** A tree without fault, as small as the rules allow. */
const SOUND: Readonly<Record<string, string>> = {
  'migrations/0001_platform.sql': '-- platform: the log\ncreate table log (city_id text);\n',
  'server/platform/README.md': '# Platform\n',
  'server/platform/db.ts': 'export interface Tables {}\nexport const open = (db) => db.transaction().execute()\n',
  'server/platform/clock.ts': 'export const now = () => new Date()\n',
  'server/organisation/README.md': '# Organisation\n',
  'server/organisation/tables.ts': "declare module '#platform/db.ts' {\n  interface Tables {\n    unit: { cityId: string }\n  }\n}\n",
  'server/organisation/queries.ts': "export const list = (tx, cityId) => tx.selectFrom('unit').where('cityId', '=', cityId).execute()\n",
  'server/organisation/contract.ts': "import { z } from 'zod'\nexport const Unit = z.object({})\n",
  'server/cases/README.md': '# Cases\n',
  'server/cases/lifecycle.ts': "import type { Tables } from '#platform/db.ts'\nexport const from = (at: Date) => new Date(at)\n",
  'server/cases/act.ts':
    "import { list } from '#organisation/queries.ts'\nimport { from } from './lifecycle.ts'\nexport const act = async () => [list, from]\n",
  'server/app.ts': "import { act } from '#cases/act.ts'\nexport const app = [act]\n",
}

/** Findings of every rule over the sound tree with these files added or replaced; that the sound tree lacks most pure files is not counted. */
function findingsWith(files: Readonly<Record<string, string>>): Pick<Finding, 'rule' | 'path' | 'line'>[] {
  const tree = readTree(new Map(Object.entries({ ...SOUND, ...files })))
  const rules = Object.entries(RULES).filter(([name]) => name !== 'pure-files-exist')
  return rules.flatMap(([, rule]) => rule(tree)).map(({ rule, path, line }) => ({ rule, path, line }))
}

const query = (text: string): Record<string, string> => ({ 'server/organisation/queries-more.ts': `${text}\n` })
const inQuery = (rule: string, line = 1) => [{ rule, path: 'server/organisation/queries-more.ts', line }]
const lifecycle = (text: string): Record<string, string> => ({ 'server/cases/lifecycle.ts': `${text}\n` })
const PURITY = [{ rule: 'purity', path: 'server/cases/lifecycle.ts', line: 1 }]

const BROKEN: readonly (readonly [what: string, files: Record<string, string>, found: Pick<Finding, 'rule' | 'path' | 'line'>[]])[] = [
  [
    'an import upward',
    { 'server/organisation/up.ts': "import { act } from '#cases/act.ts'\nact()\n" },
    [{ rule: 'direction', path: 'server/organisation/up.ts', line: 1 }],
  ],
  [
    'an upward import of types',
    { 'server/platform/up.ts': "\nimport type { Unit } from '#organisation/contract.ts'\nexport type X = Unit\n" },
    [{ rule: 'direction', path: 'server/platform/up.ts', line: 2 }],
  ],
  [
    'an upward import written as a type',
    { 'server/platform/up.ts': "export type X = import('#organisation/contract.ts').Unit\n" },
    [{ rule: 'direction', path: 'server/platform/up.ts', line: 1 }],
  ],
  [
    'an upward import when called',
    { 'server/platform/up.ts': "export const up = () => import('#cases/act.ts')\n" },
    [{ rule: 'direction', path: 'server/platform/up.ts', line: 1 }],
  ],
  [
    'an upward export',
    { 'server/platform/up.ts': "export { act } from '#cases/act.ts'\n" },
    [{ rule: 'direction', path: 'server/platform/up.ts', line: 1 }],
  ],
  [
    'a capability importing the composition',
    { 'server/cases/up.ts': "import '#server/app.ts'\n" },
    [{ rule: 'direction', path: 'server/cases/up.ts', line: 1 }],
  ],
  [
    'a folder nobody placed',
    { 'server/whistle/blow.ts': 'export const blow = 1\n' },
    [{ rule: 'known-capability', path: 'server/whistle', line: 0 }],
  ],
  [
    'a relative path out of a capability',
    { 'server/cases/reach.ts': "import { list } from '../organisation/queries.ts'\nlist()\n" },
    [{ rule: 'import-form', path: 'server/cases/reach.ts', line: 1 }],
  ],
  [
    'an import of nothing',
    { 'server/cases/reach.ts': "import { list } from './gone.ts'\nlist()\n" },
    [{ rule: 'import-form', path: 'server/cases/reach.ts', line: 1 }],
  ],
  [
    'an import without extension',
    { 'server/cases/reach.ts': "import { act } from './act'\nact()\n" },
    [{ rule: 'import-form', path: 'server/cases/reach.ts', line: 1 }],
  ],
  [
    'a cycle of three',
    {
      'server/cases/one.ts': "import { two } from './two.ts'\nexport const one = () => two\n",
      'server/cases/two.ts': "import { three } from './three.ts'\nexport const two = () => three\n",
      'server/cases/three.ts': "import { one } from './one.ts'\nexport const three = () => one\n",
    },
    [{ rule: 'cycles', path: 'server/cases/one.ts', line: 0 }],
  ],
  ['a barrel', { 'server/cases/index.ts': "export * from './act.ts'\n" }, [{ rule: 'names', path: 'server/cases/index.ts', line: 0 }]],
  [
    'a drawer for everything',
    { 'server/platform/date-utils/x.ts': '' },
    [{ rule: 'names', path: 'server/platform/date-utils/x.ts', line: 0 }],
  ],
  [
    'a file called helpers',
    { 'server/cases/helpers.ts': 'export const help = 1\n' },
    [{ rule: 'names', path: 'server/cases/helpers.ts', line: 0 }],
  ],
  [
    'a folder inside a capability',
    { 'server/cases/stages/closed.ts': 'export const closed = 1\n' },
    [{ rule: 'names', path: 'server/cases/stages/closed.ts', line: 0 }],
  ],
  ['a pure file that waits', lifecycle('export async function decide() {}'), PURITY],
  ['a pure file that throws dice', lifecycle('export const decide = () => Math.random()'), PURITY],
  ['a pure file that queries', lifecycle("export const decide = (tx) => import('#organisation/queries.ts')"), PURITY],
  ['a pure file that reads the environment', lifecycle('export const decide = () => process.env.CITY'), PURITY],
  ['a pure file that uses a package', lifecycle("import fs from 'node:fs'\nexport const decide = fs"), PURITY],
  [
    'a pure file that asks the time',
    lifecycle('export const decide = () => Date.now()'),
    [...PURITY, { rule: 'one-clock', path: 'server/cases/lifecycle.ts', line: 1 }],
  ],
  [
    'a contract that brings the database to the web',
    { 'server/cases/contract.ts': "import { list } from '#organisation/queries.ts'\nexport const x = list\n" },
    [{ rule: 'contracts', path: 'server/cases/contract.ts', line: 1 }],
  ],
  [
    'a contract that brings Node to the web through another',
    {
      'server/cases/contract-more.ts': "import { x } from './contract.ts'\nexport const y = x\n",
      'server/cases/contract.ts': "import os from 'node:os'\nexport const x = os\n",
    },
    [
      { rule: 'contracts', path: 'server/cases/contract-more.ts', line: 0 },
      { rule: 'contracts', path: 'server/cases/contract.ts', line: 1 },
    ],
  ],
  [
    'a query in a use case',
    { 'server/organisation/add.ts': "export const add = (tx, cityId) => tx.selectFrom('unit').where('cityId', '=', cityId)\n" },
    [{ rule: 'sql-in-queries', path: 'server/organisation/add.ts', line: 1 }],
  ],
  [
    'raw SQL in a use case',
    { 'server/organisation/add.ts': 'export const add = () => sql<string>`select 1`\n' },
    [{ rule: 'sql-in-queries', path: 'server/organisation/add.ts', line: 1 }],
  ],
  [
    "a write to another's table",
    { 'server/cases/queries.ts': "export const end = (tx, cityId) =>\n  tx.updateTable('unit').where('cityId', '=', cityId)\n" },
    [{ rule: 'own-tables', path: 'server/cases/queries.ts', line: 2 }],
  ],
  [
    "a raw write to another's table",
    { 'server/cases/queries.ts': 'export const end = () => sql`delete from unit where city_id = 1`\n' },
    [{ rule: 'own-tables', path: 'server/cases/queries.ts', line: 1 }],
  ],
  [
    'a write to a table nobody declares',
    query("export const add = (tx) => tx.insertInto('ghost').values({ cityId: '' })"),
    inQuery('own-tables'),
  ],
  [
    'a transaction of its own',
    { 'server/cases/solo.ts': 'export const solo = (db) => db.transaction().execute()\n' },
    [{ rule: 'one-transaction', path: 'server/cases/solo.ts', line: 1 }],
  ],
  ['SQL that asks the time', query('export const x = () => sql`select now() from unit where city_id = 1`'), inQuery('no-now')],
  ['SQL that asks the day', query('export const x = sql`select current_date`'), inQuery('no-now')],
  [
    'a read over all cities',
    query("export const all = (tx) =>\n  tx.selectFrom('unit as u').selectAll().execute()"),
    inQuery('city-named', 2),
  ],
  [
    'a delete over all cities',
    query("export const all = (tx, id) => tx.deleteFrom('unit').where('id', '=', id).execute()"),
    inQuery('city-named'),
  ],
  ['raw SQL over all cities', query('export const all = sql`select * from unit`'), inQuery('city-named')],
  [
    'a clock of its own',
    { 'server/cases/tick.ts': '\n\nexport const tick = () => new Date()\n' },
    [{ rule: 'one-clock', path: 'server/cases/tick.ts', line: 3 }],
  ],
  [
    'a file nobody reads in one go',
    { 'server/cases/long.ts': 'export {}\n'.repeat(401) },
    [{ rule: 'file-length', path: 'server/cases/long.ts', line: 401 }],
  ],
  [
    'a capability that does not say what it is for',
    { 'server/catalogue/list.ts': 'export const list = 1\n' },
    [{ rule: 'readmes', path: 'server/catalogue/README.md', line: 0 }],
  ],
  [
    'a capability that says too much',
    { 'server/cases/README.md': '# Cases\n'.repeat(81) },
    [{ rule: 'readmes', path: 'server/cases/README.md', line: 81 }],
  ],
  [
    'a migration that belongs to nobody',
    { 'migrations/0002_more.sql': 'create table more (city_id text);\n' },
    [{ rule: 'migration-heads', path: 'migrations/0002_more.sql', line: 1 }],
  ],
]

describe('a tree that breaks a rule', () => {
  it('is told from a sound one', () => {
    expect(findingsWith({})).toEqual([])
  })

  it.each(BROKEN)('shows %s, and nothing else', (_what, files, found) => {
    expect(findingsWith(files)).toEqual(found)
  })

  it('shows a pure file that is gone', () => {
    const gone = RULES['pure-files-exist']?.(readTree(new Map(Object.entries(SOUND)))) ?? []
    expect(gone.map(({ path }) => path)).toContain('server/cases/refusal.ts')
    expect(gone.map(({ path }) => path)).not.toContain('server/cases/lifecycle.ts')
  })

  it('has a fixture for every rule', () => {
    const shown = new Set(BROKEN.flatMap(([, , found]) => found.map(({ rule }) => rule)))
    expect(Object.keys(RULES).filter((rule) => !shown.has(rule))).toEqual(['pure-files-exist'])
  })
})
