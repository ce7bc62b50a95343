import { expect, test } from 'vitest'
import { PURE_PACKAGES } from '#test/architecture/house.ts'
import { readModule } from '#test/architecture/module-facts.ts'
import { readProject, readTree, resolveImport } from '#test/architecture/tree.ts'
import { readWeb } from './web-sources.ts'

const server = readTree(readProject())
/** Of the server the pages may use what decides, names and describes; nothing that waits for a database, a file or the network. */
const FORBIDDEN = /^node:(?!crypto$)|^(kysely|pg|fastify|sharp|pino|pg-boss)(\/|$)/

/** Every server module a page brings along, each with the way that leads to it. */
function reached(): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (path: string, way: string): void => {
    if (found.has(path)) return
    found.set(path, way)
    for (const { specifier, typeOnly } of server.modules.get(path)?.imports ?? []) {
      const target = resolveImport(path, specifier)
      if (!typeOnly && target !== undefined) visit(target, `${way} > ${path}`)
    }
  }
  for (const [path, text] of readWeb()) {
    if (path.endsWith('.css')) continue
    for (const { specifier, typeOnly } of readModule(path, text).imports) {
      const target = specifier.startsWith('#web/') ? undefined : resolveImport(path, specifier)
      if (!typeOnly && target?.startsWith('server/')) visit(target, path)
    }
  }
  return found
}

test('the pages bring along rules, words and contracts of the server, and nothing that needs a server', () => {
  const modules = reached()
  expect(modules.size).toBeGreaterThan(8)
  expect([...modules.keys()].filter((path) => !server.modules.has(path))).toEqual([])
  const faults = [...modules].flatMap(([path, way]) =>
    (server.modules.get(path)?.imports ?? [])
      .filter(
        ({ specifier, typeOnly }) =>
          !typeOnly && (FORBIDDEN.test(specifier) || (!/^[.#]/.test(specifier) && !PURE_PACKAGES.includes(specifier))),
      )
      .map(({ specifier }) => `${way} > ${path} uses ${specifier}`),
  )
  const written = [...modules].filter(([path]) => (server.modules.get(path)?.statements.length ?? 0) > 0).map(([, way]) => way)
  expect([faults, written]).toEqual([[], []])
})
