import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DeclaredTable, tablesIn } from './declared-tables.ts'
import { type ModuleFacts, readModule } from './module-facts.ts'

/** Path from the root of the project, with '/' → text: all a check ever sees, so that a test can hand it a tree of its own. */
export type Sources = ReadonlyMap<string, string>

export interface Finding {
  readonly rule: string
  readonly path: string
  readonly line: number
  readonly message: string
}

export interface Tree {
  readonly sources: Sources
  readonly modules: ReadonlyMap<string, ModuleFacts>
  readonly tables: readonly DeclaredTable[]
}

export type Rule = (tree: Tree) => Finding[]

const root = fileURLToPath(new URL('../..', import.meta.url))

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** The project's own server code and migrations. */
export function readProject(): Sources {
  const paths = [...filesUnder('server'), ...filesUnder('migrations')].filter((path) => /\.(ts|md|sql)$/.test(path)).sort()
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

export function readTree(sources: Sources): Tree {
  const modules = new Map([...sources].filter(([path]) => path.endsWith('.ts')).map(([path, text]) => [path, readModule(path, text)]))
  return { sources, modules, tables: [...modules.values()].flatMap(tablesIn) }
}

/** Where an import leads: a path of the tree for '#capability/file.ts' and './file.ts', undefined for a package. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#server/')) return `server/${specifier.slice(8)}`
  if (specifier.startsWith('#')) return `server/${specifier.slice(1)}`
  if (!specifier.startsWith('.')) return undefined
  return new URL(specifier, `file:///${from}`).pathname.slice(1)
}
