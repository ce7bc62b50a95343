import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isNode, type Node, parseProgram, walk } from '#test/architecture/module-facts.ts'

/** Path from the root of the project → text. */
export type Sources = ReadonlyMap<string, string>

export interface Fault {
  readonly path: string
  readonly line: number
  readonly what: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const SKIPPED = /(^|\/)vite\.config\.ts$/

/** Every source of the pages. */
export function readWeb(): Sources {
  const files = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => /\.(tsx?|css)$/.test(path) && !SKIPPED.test(path))
  return new Map(files.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** Everything `pattern` finds in the sources `among` lets through. */
export const faultsOf = (sources: Sources, among: (path: string) => boolean, pattern: RegExp): Fault[] =>
  [...sources]
    .filter(([path]) => among(path))
    .flatMap(([path, text]) => [...text.matchAll(pattern)].map((found) => ({ path, line: lineOf(text, found.index), what: found[0] })))

const parsed = (path: string, text: string): Node => parseProgram(path, text)
const isScript = (path: string): boolean => /\.tsx?$/.test(path)
const literal = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined

/** Attributes somebody reads or hears. */
const READ = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'description',
  'extra',
  'tooltip',
  'okText',
  'cancelText',
  'message',
  'help',
])
const LETTERS = /\p{L}{2,}/u
const HAN = /\p{Script=Han}/u

/** Texts written into the markup, and Chinese anywhere but in words. Words stand in words.ts; the list of pages names each page itself. */
export function writtenTexts(sources: Sources): Fault[] {
  const faults: Fault[] = []
  for (const [path, text] of sources) {
    if (!isScript(path) || /(^|\/)(\w+-)?words\.ts$/.test(path)) continue
    const add = (node: Node, what: string): number => faults.push({ path, line: lineOf(text, node.start), what })
    walk(parsed(path, text), (node, ancestors) => {
      if (node.type === 'JSXText' && LETTERS.test(String(node.value)) && ancestors.at(-1)) add(node, String(node.value).trim())
      if (node.type === 'JSXAttribute' && isNode(node.name) && READ.has(String(node.name.name)) && LETTERS.test(literal(node.value) ?? ''))
        add(node, literal(node.value) ?? '')
      if (node.type === 'Literal' && HAN.test(literal(node) ?? '') && !inWords(ancestors)) add(node, literal(node) ?? '')
      if (node.type === 'TemplateElement' && HAN.test(text.slice(node.start, node.end)) && !inWords(ancestors))
        add(node, text.slice(node.start, node.end))
    })
  }
  return faults
}

const WORDS = new Set(['defineWords', 'page'])

/** Inside `defineWords(zh, en)`, the list of pages, or an object that gives both `zh` and `en`. */
const inWords = (ancestors: readonly Node[]): boolean =>
  ancestors.some((node) => {
    if (node.type === 'CallExpression') return isNode(node.callee) && WORDS.has(String(node.callee.name))
    return (
      node.type === 'ObjectExpression' &&
      ['zh', 'en'].every((key) => [node.properties].flat().some((each) => isNode(each) && isNode(each.key) && each.key.name === key))
    )
  })

/** Addresses of our own interface, `${…}` written as :x. */
export function addressesUsed(sources: Sources): Fault[] {
  return [...sources]
    .filter(([path]) => isScript(path))
    .flatMap(([path, text]) => {
      const found: Fault[] = []
      walk(parsed(path, text), (node) => {
        const value =
          node.type === 'TemplateLiteral'
            ? text.slice(node.start + 1, node.end - 1).replaceAll(/\$\{[^}]*\}/g, ':x')
            : (literal(node) ?? '')
        if (/^\/api\//.test(value))
          found.push({ path, line: lineOf(text, node.start), what: (value.split('?')[0] ?? '').replace(/(?<=[^/]):x$/, '') })
      })
      return found
    })
}
