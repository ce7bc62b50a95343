import { isNode, type ModuleFacts, type Node, nameOf, walk } from './module-facts.ts'

/** A table some module adds to the database type. */
export interface DeclaredTable {
  readonly name: string
  /** The capability whose module declares it, and so the only one that writes it. */
  readonly capability: string
  readonly path: string
  /** Its row type, as written. */
  readonly type: Node
}

/** 'caseEvent' → 'case_event': the spelling of raw SQL. */
export const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const capabilityOf = (path: string): string => /^server\/([^/]+)\//.exec(path)?.[1] ?? ''

/** The tables a module declares: members of `interface Tables` inside `declare module '#platform/db.ts'`. */
export function tablesIn({ path, program }: ModuleFacts): DeclaredTable[] {
  const found: DeclaredTable[] = []
  walk(program, (node, ancestors) => {
    if (node.type !== 'TSInterfaceDeclaration' || nameOf(node.id) !== 'Tables') return
    if (!ancestors.some((above) => above.type === 'TSModuleDeclaration' && nameOf(above.id) === '#platform/db.ts')) return
    const body = isNode(node.body) ? [node.body.body].flat().filter(isNode) : []
    for (const member of body) {
      const annotation = member.typeAnnotation
      const type = isNode(annotation) ? annotation.typeAnnotation : undefined
      const name = nameOf(member.key)
      if (name && isNode(type)) found.push({ name, capability: capabilityOf(path), path, type })
    }
  })
  return found
}
