import { isNode, type ModuleFacts, type Node, nameOf } from './module-facts.ts'
import { resolveImport, type Tree } from './tree.ts'

/** What a column is, as far as TypeScript says: the kinds of value read from it, whether null is one, and whether an insert may leave it out. */
export interface ColumnShape {
  readonly kinds: ReadonlySet<Kind>
  readonly nullable: boolean
  readonly optional: boolean
}
/** `never` is a column nobody reads as a value; `object` anything that only JSON can hold. */
export type Kind = 'string' | 'number' | 'boolean' | 'date' | 'array' | 'object' | 'never'

interface Scope {
  readonly tree: Tree
  readonly module: ModuleFacts
  /** Type parameters of the generic type being read. */
  readonly bound: ReadonlyMap<string, Meant>
}
/** A type together with the module its names mean something in. */
interface Meant {
  readonly type: Node
  readonly scope: Scope
}

const listOf = (value: unknown): Node[] => [value].flat().filter(isNode)
const bodyOf = (module: ModuleFacts): Node[] =>
  listOf(module.program.body).map((node) => (node.type.startsWith('Export') && isNode(node.declaration) ? node.declaration : node))
const fail = (scope: Scope, what: string): never => {
  throw new Error(`${scope.module.path}: cannot read ${what}; teach test/architecture/row-types.ts`)
}

/** The declaration a name stands for: of this module, or of the one it is imported from. */
function declarationOf(scope: Scope, name: string): Meant | undefined {
  const own = bodyOf(scope.module).find(
    (node) => ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'].includes(node.type) && nameOf(node.id) === name,
  )
  if (own) return { type: own, scope }
  for (const node of listOf(scope.module.program.body)) {
    const imported = listOf(node.specifiers).find((one) => node.type === 'ImportDeclaration' && nameOf(one.local) === name)
    const path = imported && resolveImport(scope.module.path, nameOf(node.source) ?? '')
    const module = path === undefined ? undefined : scope.tree.modules.get(path)
    if (module) return declarationOf({ tree: scope.tree, module, bound: new Map() }, nameOf(imported?.imported) ?? name)
  }
  return undefined
}

const argumentsOf = (type: Node): Node[] => (isNode(type.typeArguments) ? listOf(type.typeArguments.params) : [])

function bind(declared: Meant, given: readonly Node[], at: Scope): Meant {
  const parameters = isNode(declared.type.typeParameters) ? listOf(declared.type.typeParameters.params) : []
  const bound = parameters.flatMap((parameter, index): [string, Meant][] => {
    const type = given[index] ?? (isNode(parameter.default) ? parameter.default : undefined)
    return type ? [[nameOf(parameter.name) ?? '', { type, scope: given[index] ? at : declared.scope }]] : []
  })
  return { type: declared.type, scope: { ...declared.scope, bound: new Map(bound) } }
}

/** The literal strings of a union, e.g. the keys an Omit leaves out. */
function literalsOf(type: Node, scope: Scope): string[] {
  if (type.type === 'TSUnionType') return listOf(type.types).flatMap((one) => literalsOf(one, scope))
  if (type.type === 'TSLiteralType') return [nameOf(type.literal) ?? '']
  const declared = type.type === 'TSTypeReference' ? declarationOf(scope, nameOf(type.typeName) ?? '') : undefined
  return declared && isNode(declared.type.typeAnnotation) ? literalsOf(declared.type.typeAnnotation, declared.scope) : []
}

const signatures = (members: unknown, scope: Scope): Map<string, Meant> =>
  new Map(
    listOf(members).flatMap((member): [string, Meant][] => {
      const type = isNode(member.typeAnnotation) ? member.typeAnnotation.typeAnnotation : undefined
      const name = nameOf(member.key)
      return member.type === 'TSPropertySignature' && name && isNode(type) ? [[name, { type, scope }]] : []
    }),
  )

/** The members of an object type by name: interfaces with what they extend, literals, intersections, Omit, and names for any of them. */
export function membersOf({ type, scope }: Meant): Map<string, Meant> {
  if (type.type === 'TSTypeLiteral') return signatures(type.members, scope)
  if (type.type === 'TSIntersectionType') return new Map(listOf(type.types).flatMap((one) => [...membersOf({ type: one, scope })]))
  if (type.type === 'TSTypeAliasDeclaration' && isNode(type.typeAnnotation)) return membersOf({ type: type.typeAnnotation, scope })
  if (type.type === 'TSInterfaceDeclaration') {
    const above = listOf(type.extends).flatMap((one) => {
      const declared = declarationOf(scope, nameOf(one.expression) ?? '')
      return declared ? [...membersOf(bind(declared, argumentsOf(one), scope))] : []
    })
    return new Map([...above, ...signatures(isNode(type.body) ? type.body.body : [], scope)])
  }
  const name = type.type === 'TSTypeReference' ? (nameOf(type.typeName) ?? '') : fail(scope, type.type)
  const [first, second] = argumentsOf(type)
  if (name === 'Omit' && first && second) {
    const left = literalsOf(second, scope)
    return new Map([...membersOf({ type: first, scope })].filter(([key]) => !left.includes(key)))
  }
  const declared = declarationOf(scope, name)
  return declared ? membersOf(bind(declared, argumentsOf(type), scope)) : fail(scope, `the type ${name}`)
}

const shape = (kinds: readonly Kind[], more: Partial<ColumnShape> = {}): ColumnShape => ({
  kinds: new Set(kinds),
  nullable: false,
  optional: false,
  ...more,
})
const KEYWORDS: Readonly<Record<string, ColumnShape>> = {
  TSStringKeyword: shape(['string']), TSTemplateLiteralType: shape(['string']), TSNumberKeyword: shape(['number']), TSBooleanKeyword: shape(['boolean']),
  TSNullKeyword: shape([], { nullable: true }), TSUndefinedKeyword: shape([], { optional: true }), TSNeverKeyword: shape(['never']),
  TSArrayType: shape(['array']), TSTupleType: shape(['array']), TSTypeLiteral: shape(['object']), TSUnknownKeyword: shape(['object']), TSInterfaceDeclaration: shape(['object']),
} // biome-ignore format: a table

const union = (shapes: readonly ColumnShape[]): ColumnShape => ({
  kinds: new Set(shapes.flatMap(({ kinds }) => [...kinds])),
  nullable: shapes.some(({ nullable }) => nullable),
  optional: shapes.some(({ optional }) => optional),
})

const WRAPPERS = ['Readonly', 'Partial', 'Required', 'NonNullable']

/** Kysely's own words: what is selected counts, and an insert that may be undefined makes the column optional. */
function kyselyShape(name: string, given: readonly Node[], scope: Scope): ColumnShape | undefined {
  const [select, insert] = given
  if (!select || !['Generated', 'ColumnType', 'JSONColumnType'].includes(name)) return undefined
  const read = shapeOf({ type: select, scope })
  if (name === 'Generated') return { ...read, optional: true }
  const written = insert ? shapeOf({ type: insert, scope }) : read
  // What is never read as a value says by what is written whether it may be null.
  const neverRead = read.kinds.has('never')
  const asJson = name === 'JSONColumnType' || (written.kinds.has('string') && !read.kinds.has('string') && !neverRead)
  return {
    kinds: asJson ? new Set(['object']) : read.kinds,
    nullable: read.nullable || (neverRead && written.nullable),
    optional: written.optional,
  }
}

function referenceShape(type: Node, scope: Scope): ColumnShape {
  const name = nameOf(type.typeName) ?? ''
  const given = argumentsOf(type)
  const bound = scope.bound.get(name)
  if (bound) return shapeOf(bound)
  if (name === 'Date') return shape(['date'])
  if (name === 'Record') return shape(['object'])
  const [inner] = given
  if (WRAPPERS.includes(name) && inner) return shapeOf({ type: inner, scope })
  const known = kyselyShape(name, given, scope)
  if (known) return known
  const declared = declarationOf(scope, name)
  return declared ? shapeOf(bind(declared, given, scope)) : fail(scope, `the type ${name}`)
}

/** `TimeLimit['unit']` is that member; `(typeof LIST)[number]` are the strings of the list. */
function indexedShape(type: Node, scope: Scope): ColumnShape {
  const of = isNode(type.objectType) ? type.objectType : fail(scope, 'an index')
  if (
    of.type === 'TSTypeQuery' ||
    (of.type === 'TSParenthesizedType' && isNode(of.typeAnnotation) && of.typeAnnotation.type === 'TSTypeQuery')
  )
    return shape(['string'])
  const key = isNode(type.indexType) ? nameOf(type.indexType.literal) : undefined
  const member = key === undefined ? undefined : membersOf({ type: of, scope }).get(key)
  return member ? shapeOf(member) : fail(scope, `the member ${key}`)
}

/** What values of a type are, broadly. Throws on a way of writing it does not know, so that nothing passes unread. */
export function shapeOf({ type, scope }: Meant): ColumnShape {
  const keyword = KEYWORDS[type.type]
  if (keyword) return keyword
  if (type.type === 'TSTypeOperator' && type.operator === 'keyof') return shape(['string'])
  if (type.type === 'TSUnionType') return union(listOf(type.types).map((one) => shapeOf({ type: one, scope })))
  if (type.type === 'TSLiteralType' && isNode(type.literal)) {
    const value = type.literal.value
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
      ? shape([typeof value as Kind])
      : shape(['number'])
  }
  if (
    (type.type === 'TSTypeOperator' || type.type === 'TSParenthesizedType' || type.type === 'TSTypeAliasDeclaration') &&
    isNode(type.typeAnnotation)
  )
    return shapeOf({ type: type.typeAnnotation, scope })
  if (type.type === 'TSIndexedAccessType') return indexedShape(type, scope)
  return type.type === 'TSTypeReference' ? referenceShape(type, scope) : fail(scope, type.type)
}

/** The columns of every declared table, by table name. */
export function rowTypes(tree: Tree): Map<string, { path: string; columns: Map<string, ColumnShape> }> {
  return new Map(
    tree.tables.map(({ name, path, type }) => {
      const module = tree.modules.get(path)
      if (!module) throw new Error(`no module ${path}`)
      const members = membersOf({ type, scope: { tree, module, bound: new Map() } })
      return [name, { path, columns: new Map([...members].map(([column, meant]) => [column, shapeOf(meant)])) }]
    }),
  )
}
