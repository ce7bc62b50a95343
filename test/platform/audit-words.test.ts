import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AUDIT_FIELD_WORDS, AUDIT_WORDS } from '#platform/audit-words.ts'
import { routes } from '#server/app.ts'

const SERVER = new URL('../../server/', import.meta.url)
/** Imports write their entry themselves, after the file is read: their action stands in the handler. */
const inHandlers = globSync('**/routes*.ts', { cwd: SERVER }).flatMap((path) =>
  [...readFileSync(new URL(path, SERVER), 'utf8').matchAll(/action: '([a-z-]+\.[a-z-]+)'/g)].map(([, action = '']) => action),
)
/** Looks at personal data and data taken away: named by their routes or where they are recorded. */
const seen = globSync('**/*.ts', { cwd: SERVER }).flatMap((path) =>
  [...readFileSync(new URL(path, SERVER), 'utf8').matchAll(/(?:recordSeen\(tx, actor, \{\s*|shows: \{ )action: '([a-z-]+\.[a-z-]+)'/g)].map(
    ([, action = '']) => action,
  ),
)
const audited = routes.flatMap((route) => ('audit' in route && route.audit !== undefined ? [{ ...route, audit: route.audit }] : []))

interface Described {
  readonly properties?: Readonly<Record<string, Described>>
  readonly items?: Described
  readonly anyOf?: readonly Described[]
}
/** Every name a schema gives to a field, at any depth, except numbered ones. */
const namesIn = ({ properties = {}, items, anyOf = [] }: Described): string[] => [
  ...Object.keys(properties),
  ...[...Object.values(properties), ...(items ? [items] : []), ...anyOf].flatMap(namesIn),
]
const SECRET_OR_OUR_OWN = ['requestId', 'password', 'oneTimePassword']

describe('the words of the audit log', () => {
  test('every administrative action has a name in both languages, and no name is left over', () => {
    const actions = [...new Set([...audited.map(({ audit }) => audit), ...inHandlers, ...seen])]
    expect(actions.length).toBeGreaterThan(30)
    expect(inHandlers).toContain('catalogue.import')
    expect(seen).toEqual(expect.arrayContaining(['case.view-contact', 'case.export', 'person.list', 'person.export']))
    expect([...actions].sort()).toEqual(Object.keys(AUDIT_WORDS).sort())
    expect(Object.values(AUDIT_WORDS).filter(({ zh, en }) => zh === '' || en === '' || /[\u4e00-\u9fff]/.test(en))).toEqual([])
  })

  test('every field such a request may carry has a name', () => {
    const fields = audited.flatMap(({ body, params }) =>
      [body, params].flatMap((schema) =>
        schema instanceof z.ZodType ? namesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described) : [],
      ),
    )
    const known = [...Object.keys(AUDIT_FIELD_WORDS), ...SECRET_OR_OUR_OWN]
    expect(fields).toContain('limitValue')
    expect([...new Set(fields)].filter((field) => !known.includes(field) && !/^\d+$/.test(field))).toEqual([])
  })
})
