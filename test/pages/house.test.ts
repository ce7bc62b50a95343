import { describe, expect, test } from 'vitest'
import { routes } from '#server/app.ts'
import { addressesUsed, type Fault, faultsOf, readWeb, type Sources, writtenTexts } from './web-sources.ts'

const web = readWeb()
const spell = ({ path, line, what }: Fault): string => `${path}:${line} ${what}`

const COLOUR = /#[0-9a-f]{3,8}\b(?![\w-])|\b(?:rgba?|hsla?|oklch|color-mix)\(/gi
const TOKENS = 'web/shared/theme/tokens.ts'
const colours = (sources: Sources): Fault[] =>
  faultsOf(sources, (path) => path !== TOKENS, COLOUR).filter(
    ({ path, what }) => path.endsWith('.css') || !/^#[a-z]+$/i.test(what) || /^#[a-f]{3,8}$/i.test(what),
  )

/** What the platform itself serves, beside the list of app.ts. */
const PLATFORM = [
  '/api/about',
  '/api/sessions',
  '/api/sessions/:id',
  '/api/session/kind',
  '/api/session/second-factor',
  '/api/session/second-factor/enrolment',
  '/api/session/second-factor/confirm',
  '/api/session/second-factor/recovery-codes',
  '/api/oidc/start',
  '/api/session',
  '/api/session/post',
  '/api/session/password',
  '/api/demo/sessions',
  '/api/preferences',
  '/api/preferences/:key',
  '/api/stream',
]
const shapeOf = (path: string): string => path.replaceAll(/:\w+/g, ':x')

/** Of a page, a component, a hook; words and styles are lists and may be longer. */
const MOST_LINES = 250
const MOST_LISTED = 400
const mostOf = (path: string): number => (/words\.ts$|\.css$/.test(path) ? MOST_LISTED : MOST_LINES)
const lengths = (sources: Sources): string[] =>
  [...sources]
    .filter(([path, text]) => text.split('\n').length > mostOf(path) + 1)
    .map(([path, text]) => `${path} (${text.split('\n').length - 1})`)

describe('the pages as they stand', () => {
  test('were read', () => expect(web.size).toBeGreaterThan(60))
  test('name colours in one file', () => expect(colours(web).map(spell)).toEqual([]))
  test('write no text into the markup', () => expect(writtenTexts(web).map(spell)).toEqual([]))
  test('ask for nothing the server does not serve', () => {
    const served = new Set([...routes.map(({ path }) => path), ...PLATFORM].map(shapeOf))
    const unknown = addressesUsed(web).filter(({ what }) => ![...served].some((path) => matches(path, what)))
    expect(unknown.map(spell)).toEqual([])
    expect(addressesUsed(web).length).toBeGreaterThan(20)
  })
  test('stay short', () => expect(lengths(web)).toEqual([]))
  test("stand in folders named like the server's", () => {
    const folders = new Set(
      [...web.keys()]
        .filter((path) => path.startsWith('web/console/') && path.split('/').length > 3)
        .map((path) => path.split('/')[2] ?? ''),
    )
    const known = ['shell', 'identity', 'cases', 'catalogue', 'organisation', 'platform', 'search', 'messages']
    expect([...folders].filter((folder) => !known.includes(folder))).toEqual([])
  })
})

/** A served path fits an address when they agree part by part; a part given in the address may stand for a named one, such as an action's. */
function matches(path: string, address: string): boolean {
  const [served, asked] = [path.split('/'), address.split('/')]
  return served.length === asked.length && served.every((part, index) => part === ':x' || asked[index] === ':x' || part === asked[index])
}

describe('each rule finds what breaks it', () => {
  const tree = (path: string, text: string): Sources => new Map([[path, text]])
  test('a colour', () => {
    expect(colours(tree('web/a.css', 'a { color: #0F6E84 }'))).toHaveLength(1)
    expect(colours(tree('web/a.tsx', "const a = 'rgba(0, 0, 0, 0.5)'"))).toHaveLength(1)
    expect(colours(tree('web/a.tsx', "import x from '#web/shared/x.ts'"))).toEqual([])
  })
  test('a text', () => {
    expect(writtenTexts(tree('web/a.tsx', 'const a = <b>Save</b>'))).toHaveLength(1)
    expect(writtenTexts(tree('web/a.tsx', 'const a = <b title="Save" />'))).toHaveLength(1)
    expect(writtenTexts(tree('web/a.tsx', "const a = '保存'"))).toHaveLength(1)
    expect(writtenTexts(tree('web/a.tsx', 'const a = `保存 ${1}`'))).toHaveLength(1)
    expect(writtenTexts(tree('web/a.tsx', "const a = defineWords('保存', 'Save')"))).toEqual([])
    expect(writtenTexts(tree('web/a.tsx', 'const a = <b>{words.save}</b>'))).toEqual([])
  })
  test('an address', () => {
    expect(addressesUsed(tree('web/a.ts', 'get(`/api/cases/${id}/next?x=${1}`)')).map(({ what }) => what)).toEqual(['/api/cases/:x/next'])
    expect(matches('/api/cases/:x', '/api/nothing/:x')).toBe(false)
  })
})
