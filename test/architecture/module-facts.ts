import { parseSync, visitorKeys } from 'oxc-parser'

/** A node of the syntax tree, as far as the rules look at one. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface Import {
  readonly specifier: string
  readonly line: number
  /** Nothing of it is left when the types are stripped. */
  readonly typeOnly: boolean
}

/** A call of a query builder: `selectFrom('case')`, with the text of the whole chain it belongs to. */
export interface Statement {
  readonly verb: string
  readonly tables: readonly string[]
  readonly line: number
  readonly chain: string
}

export interface Sql {
  /** What stands between the back-ticks, with the expressions in it. */
  readonly text: string
  readonly line: number
}

/** A use of something a pure function has no business with: the clock, chance, waiting, the process. */
export interface Impurity {
  readonly what: string
  readonly line: number
}

export interface ModuleFacts {
  readonly path: string
  readonly program: Node
  readonly imports: readonly Import[]
  readonly statements: readonly Statement[]
  readonly sql: readonly Sql[]
  readonly impurities: readonly Impurity[]
  /** Lines that open a transaction of their own. */
  readonly transactions: readonly number[]
  readonly lines: number
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

export const childrenOf = (node: Node): Node[] => (visitorKeys[node.type] ?? []).flatMap((key) => [node[key]].flat().filter(isNode))

/** Calls `visit` for a node and everything below it, with its ancestors, nearest last. */
export function walk(node: Node, visit: (node: Node, ancestors: readonly Node[]) => void, ancestors: readonly Node[] = []): void {
  visit(node, ancestors)
  const below = [...ancestors, node]
  for (const child of childrenOf(node)) walk(child, visit, below)
}

export const nameOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined
  if (typeof node.name === 'string') return node.name
  return typeof node.value === 'string' ? node.value : undefined
}

export function parseProgram(path: string, source: string): Node {
  const { program, errors } = parseSync(path, source)
  const [error] = errors
  if (error) throw new Error(`${path}: ${error.message}`)
  return program as unknown as Node
}

const VERBS = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const CHAIN = new Set(['MemberExpression', 'CallExpression'])

/** The whole chain of calls a node begins: up through `.where(…)`, `.execute()` as long as it is their object. */
function chainOf(node: Node, ancestors: readonly Node[]): Node {
  let top = node
  for (const above of ancestors.toReversed()) {
    const continues = CHAIN.has(above.type) && (above.object === top || above.callee === top)
    if (!continues) return top
    top = above
  }
  return top
}

/** 'case', 'case as c' and ['case', 'unit'] name tables; an expression names none. */
const tablesOf = (argument: unknown): string[] => {
  if (!isNode(argument)) return []
  if (argument.type === 'ArrayExpression') return [argument.elements].flat().flatMap(tablesOf)
  const text = argument.type === 'Literal' ? nameOf(argument) : undefined
  return text === undefined ? [] : [text.split(/\s+as\s+/i)[0] ?? text]
}

const isSqlTag = (tag: unknown): boolean =>
  isNode(tag) && (nameOf(tag) === 'sql' || (tag.type === 'TSInstantiationExpression' && nameOf(tag.expression) === 'sql'))

function importOf(node: Node, line: number): Import | undefined {
  const specifier = nameOf(node.type === 'TSImportType' ? (node.source ?? node.argument) : node.source)
  if (specifier === undefined) return undefined
  const kind = node.importKind ?? node.exportKind
  const named = [node.specifiers ?? []].flat().filter(isNode)
  const eachType = named.length > 0 && named.every((one) => one.importKind === 'type' || one.exportKind === 'type')
  return { specifier, line, typeOnly: kind === 'type' || eachType || node.type === 'TSImportType' }
}

const IMPORTS = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'])
const member = (node: Node): string => `${nameOf(node.object) ?? ''}.${nameOf(node.property) ?? ''}`

function impurityOf(node: Node): string | undefined {
  if (node.async === true) return 'async'
  if (node.type === 'AwaitExpression') return 'await'
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && [node.arguments].flat().length === 0) return 'new Date()'
  if (node.type !== 'MemberExpression') return undefined
  const use = member(node)
  return ['Date.now', 'Math.random', 'performance.now'].includes(use) || use.startsWith('process.') ? use : undefined
}

/** Everything the rules ask of one module, read from its syntax tree. Throws when it does not parse. */
export function readModule(path: string, source: string): ModuleFacts {
  const program = parseProgram(path, source)
  const lineAt = (node: Node): number => source.slice(0, node.start).split('\n').length
  const facts = {
    imports: [] as Import[],
    statements: [] as Statement[],
    sql: [] as Sql[],
    impurities: [] as Impurity[],
    transactions: [] as number[],
  }
  walk(program, (node, ancestors) => {
    const line = lineAt(node)
    const found = IMPORTS.has(node.type) ? importOf(node, line) : undefined
    if (found) facts.imports.push(found)
    const what = impurityOf(node)
    if (what) facts.impurities.push({ what, line })
    if (node.type === 'TaggedTemplateExpression' && isSqlTag(node.tag) && isNode(node.quasi))
      facts.sql.push({ text: source.slice(node.quasi.start, node.quasi.end), line })
    if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'MemberExpression') return
    const verb = nameOf(node.callee.property) ?? ''
    const args = [node.arguments].flat()
    if (verb === 'transaction' && args.length === 0) facts.transactions.push(line)
    if (member(node.callee) === 'sql.raw') facts.sql.push({ text: source.slice(node.start, node.end), line })
    if (!VERBS.has(verb)) return
    const chain = chainOf(node, ancestors)
    facts.statements.push({ verb, tables: tablesOf(args[0]), line, chain: source.slice(chain.start, chain.end) })
  })
  return { path, program, ...facts, lines: source.split('\n').length - (source.endsWith('\n') ? 1 : 0) }
}
