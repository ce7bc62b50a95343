/** A node of PostgreSQL's own syntax tree, read without its 300 types: `{ SelectStmt: { … } }`. */
export type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field that is a node, or an empty node when it is not there. */
export const at = (node: Tree, ...path: readonly string[]): Tree =>
  path.reduce<Tree>((inner, key) => (isTree(inner[key]) ? inner[key] : {}), node)

export const has = (node: Tree, key: string): boolean => isTree(node[key])
export const text = (node: Tree, key: string): string => (typeof node[key] === 'string' ? node[key] : '')

/** A field that is a list of nodes. */
export const all = (node: Tree, key: string): readonly Tree[] => (Array.isArray(node[key]) ? node[key].filter(isTree) : [])

/** The names in a list of `{ String: { sval } }`; a star is '*'. */
export const names = (node: Tree, key: string): string[] =>
  all(node, key).map((each) => (has(each, 'A_Star') ? '*' : text(at(each, 'String'), 'sval')))

/** Every `SubLink` below a node that is not inside another statement. */
export function sublinks(value: unknown): Tree[] {
  if (Array.isArray(value)) return value.flatMap(sublinks)
  if (!isTree(value)) return []
  if (has(value, 'SubLink')) return [at(value, 'SubLink'), ...sublinks(at(value, 'SubLink').testexpr)]
  if (has(value, 'SelectStmt')) return []
  return Object.values(value).flatMap(sublinks)
}

/** The parts of a condition that must all hold. */
export function conjuncts(condition: Tree): Tree[] {
  const bool = at(condition, 'BoolExpr')
  if (bool.boolop === 'AND_EXPR') return all(bool, 'args').flatMap(conjuncts)
  return Object.keys(condition).length > 0 ? [condition] : []
}
