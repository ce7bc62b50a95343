import { capabilityOf } from './declared-tables.ts'
import { CONTRACT_PACKAGES, LAYERS, PURE_FILES, PURE_PACKAGES, SUBFOLDERS } from './house.ts'
import type { ModuleFacts } from './module-facts.ts'
import { type Finding, type Rule, resolveImport, type Tree } from './tree.ts'

const eachImport = (
  tree: Tree,
  judge: (module: ModuleFacts, target: string | undefined, each: ModuleFacts['imports'][number]) => string | null,
  rule: string,
): Finding[] =>
  [...tree.modules.values()].flatMap((module) =>
    module.imports.flatMap((each) => {
      const message = judge(module, resolveImport(module.path, each.specifier), each)
      return message === null ? [] : [{ rule, path: module.path, line: each.line, message }]
    }),
  )

const layerOf = (path: string): number => LAYERS.findIndex((layer) => layer.includes(capabilityOf(path)))

/** Imports point down: never to a layer above, and never to a neighbour in one where neighbours do not know each other. */
export const direction: Rule = (tree) =>
  eachImport(
    tree,
    ({ path }, target) => {
      if (target === undefined || capabilityOf(path) === capabilityOf(target)) return null
      const [from, to] = [layerOf(path), layerOf(target)]
      const interfaces = LAYERS.length - 1
      return to < from || (from === interfaces && to === interfaces) ? null : `${path} must not import ${target}`
    },
    'direction',
  )

/** Every folder of server/ has its place in the order; a new one must be put there before it is used. */
export const knownCapability: Rule = (tree) =>
  [...new Set([...tree.modules.keys()].map(capabilityOf))]
    .filter((name) => !LAYERS.some((layer) => layer.includes(name)))
    .map((name) => ({ rule: 'known-capability', path: `server/${name}`, line: 0, message: `${name} has no layer` }))

/** './file.ts' within a capability, '#capability/file.ts' anywhere, never '../' out of one; what is named must exist. */
export const importForm: Rule = (tree) =>
  eachImport(
    tree,
    ({ path }, target, { specifier }) => {
      if (target === undefined) return null
      if (!tree.modules.has(target) && target.endsWith('.ts')) return `${specifier} does not exist`
      if (!/\.[a-z]+$/.test(specifier)) return `${specifier} lacks its extension`
      const crosses = capabilityOf(path) !== capabilityOf(target)
      return specifier.startsWith('.') && (crosses || specifier.startsWith('../')) ? `${specifier} should be #capability/file.ts` : null
    },
    'import-form',
  )

function cycleFrom(tree: Tree, start: string, done: Set<string>): string[] | null {
  const trail: string[] = []
  const visit = (path: string): string[] | null => {
    const at = trail.indexOf(path)
    if (at >= 0) return [...trail.slice(at), path]
    if (done.has(path)) return null
    trail.push(path)
    for (const { specifier, typeOnly } of tree.modules.get(path)?.imports ?? []) {
      const target = typeOnly ? undefined : resolveImport(path, specifier)
      const cycle = target === undefined ? null : visit(target)
      if (cycle) return cycle
    }
    trail.pop()
    done.add(path)
    return null
  }
  return visit(start)
}

/** No module imports itself through others. Imports of types alone are gone at run time and make no cycle. */
export const cycles: Rule = (tree) => {
  const done = new Set<string>()
  for (const path of tree.modules.keys()) {
    const cycle = cycleFrom(tree, path, done)
    if (cycle) return [{ rule: 'cycles', path: cycle[0] ?? path, line: 0, message: cycle.join(' → ') }]
  }
  return []
}

const FORBIDDEN_NAMES = /^(index|utils?|helpers?|common|misc|shared)(-.*)?$/
const LEFT_EXTENSION = /\.[a-z]+$/

/** No barrels, no drawers for everything, and no folders inside a capability but those the house knows. */
export const names: Rule = (tree) =>
  [...tree.sources.keys()]
    .filter((path) => path.startsWith('server/'))
    .flatMap((path) => {
      const parts = path.replace(LEFT_EXTENSION, '').split('/')
      const bad = parts.find((part) => FORBIDDEN_NAMES.test(part))
      if (bad) return [{ rule: 'names', path, line: 0, message: `nothing is called ${bad}` }]
      const folder = parts.slice(1, -1).join('/')
      return parts.length > 3 && !SUBFOLDERS.includes(folder)
        ? [{ rule: 'names', path, line: 0, message: `${folder} is a folder inside a capability` }]
        : []
    })

/** Rules that decide are pure: only pure files and named packages at run time, and nothing of the clock, chance, waiting or the process. */
export const purity: Rule = (tree) =>
  [...tree.modules.values()]
    .filter(({ path }) => PURE_FILES.includes(path))
    .flatMap(({ path, imports, impurities, statements, sql }) => {
      const at = (line: number, message: string): Finding => ({ rule: 'purity', path, line, message })
      const foreign = imports.filter(({ specifier, typeOnly }) => {
        const target = resolveImport(path, specifier)
        return !typeOnly && (target === undefined ? !PURE_PACKAGES.includes(specifier) : !PURE_FILES.includes(target))
      })
      return [
        ...foreign.map(({ specifier, line }) => at(line, `a pure file must not import ${specifier}`)),
        ...impurities.map(({ what, line }) => at(line, `a pure file must not use ${what}`)),
        ...[...statements, ...sql].map(({ line }) => at(line, 'a pure file must not query')),
      ]
    })

/** The list of pure files names files that exist, so that renaming one does not quietly free it. */
export const pureFilesExist: Rule = (tree) =>
  PURE_FILES.filter((path) => !tree.modules.has(path)).map((path) => ({
    rule: 'pure-files-exist',
    path,
    line: 0,
    message: 'listed as pure but not there',
  }))

/** What a contract reaches at run time goes to the browser: pure files only, no package but those named, no built-in of Node. */
export const contracts: Rule = (tree) => {
  const starts = [...tree.modules.keys()].filter((path) => /^server\/(?!platform\/).*\/contract(-[a-z-]+)?\.ts$/.test(path))
  const isContract = (path: string): boolean => starts.includes(path)
  return starts.flatMap((start) => {
    const seen = new Set<string>()
    const findings: Finding[] = []
    const visit = (path: string): void => {
      if (seen.has(path)) return
      seen.add(path)
      for (const { specifier, typeOnly, line } of tree.modules.get(path)?.imports ?? []) {
        if (typeOnly) continue
        const target = resolveImport(path, specifier)
        const fine = target === undefined ? CONTRACT_PACKAGES.includes(specifier) : isContract(target) || PURE_FILES.includes(target)
        if (!fine)
          findings.push({
            rule: 'contracts',
            path: start,
            line: path === start ? line : 0,
            message: `${path} brings ${specifier} to the web`,
          })
        else if (target !== undefined) visit(target)
      }
    }
    visit(start)
    return findings
  })
}
