import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { arrangeCase } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

// The list of pages reads the reader's language of the browser; here there is none.
Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => {} }, document: { documentElement: {} } })
interface ListedPage {
  readonly path: string
  readonly permissions: readonly string[]
}
const LIST = '../../../web/console/pages.ts'
const { PAGES }: { readonly PAGES: readonly ListedPage[] } = await import(/* @vite-ignore */ LIST)

const console = startConsole()
/** Whose pages they are; a page not named here is a centre's. */
const OPENED_BY: Readonly<Record<string, string>> = {
  '/intake': 'guandu-acceptor',
  '/dispatch': 'guandu-dispatcher',
  '/administration/audit': 'auditor',
}
const ownerOf = (path: string): string => OPENED_BY[path] ?? (path.startsWith('/administration') ? 'administrator' : 'guandu-duty-chief')
/** Holds none of what the page asks for: a department reads standards, but nobody's organisation; the audit administrator the other way round. */
const STANDARDS = /catalogue|calendar|registers/
const strangerOf = (path: string): string => (path.startsWith('/administration') && !STANDARDS.test(path) ? 'guandu-water' : 'auditor')
/** What the page is about, as opposed to the frame around it. */
const FRAME = /\/api\/(session|about|preferences|notices|stream|demo)/
const found: Record<string, string> = {}
/** Opened where there is something to read. */
const QUERIES: Readonly<Record<string, string>> = { '/administration/grids': '?place=530111001012' }
const addressOf = ({ path }: ListedPage): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => found[name] ?? '') + (QUERIES[path] ?? '')

const ofPage = (address: URL): boolean => address.pathname.startsWith('/api/') && !FRAME.test(address.pathname)
const settle = { timeout: 20_000, interval: 400 }
/** A wide table scrolls in its own frame; the page itself never does. */
const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
const main = (page: Page) => page.locator('#page')

beforeAll(async () => {
  found.id = (await arrangeCase(console, 'dispatched')).id
  const { versions } = await (await console.as('administrator')).get<{ versions: { id: string }[] }>('/api/catalogue/versions')
  found.versionId = versions[0]?.id ?? ''
})

describe.each(PAGES.map((page) => [page.path, page] as const))('%s', { timeout: 120_000 }, (path, page) => {
  test('keeps its place while loading, and has no serious fault for axe', async () => {
    const visit = await console.open(ownerOf(path), '/cases')
    await visit.page.route(ofPage, async (route: Route) => {
      await new Promise((done) => setTimeout(done, 1200))
      await route.continue()
    })
    await visit.page.goto(console.site().url + addressOf(page))
    await main(visit.page).waitFor()
    await expect.poll(() => main(visit.page).innerText(), settle).not.toBe('')
    await visit.page.unrouteAll({ behavior: 'wait' })
    await visit.page.waitForTimeout(1500)
    expect(await layoutShift(visit.page)).toBeLessThan(0.1)
    await expect.poll(() => seriousFaults(visit.page), settle).toEqual([])
    expect([await scrollsSideways(visit.page), visit.errors.filter((text) => !text.includes('404'))]).toEqual([false, []])
  })

  test('says what failed and goes on when asked again; in English, in the dark, at 1024 px', async () => {
    const options = { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1024, height: 768 } } as const
    const visit = await console.open(ownerOf(path), '/cases', options)
    let asked = 0
    await visit.page.route(ofPage, async (route: Route) => {
      asked += 1
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: PROBLEM })
    })
    await visit.page.goto(console.site().url + addressOf(page))
    await expect.poll(() => main(visit.page).innerText(), settle).not.toBe('')
    await visit.page.waitForTimeout(1000)
    // What reads nothing before it is asked to cannot fail: choosing a file, for one.
    if (asked === 0) return
    await main(visit.page)
      .getByText(/The service is away for a moment|could not be read/)
      .first()
      .waitFor()
    await visit.page.unrouteAll({ behavior: 'wait' })
    const again = main(visit.page).getByRole('button', { name: /Try again|Look again|Retry/ })
    if ((await again.count()) > 0) await again.first().click()
    else await visit.page.reload()
    await visit.page.waitForTimeout(1500)
    await expect.poll(() => seriousFaults(visit.page), settle).toEqual([])
    expect(await scrollsSideways(visit.page)).toBe(false)
  })

  test.skipIf(page.permissions.length === 0)('is closed to a post that has no part in it', async () => {
    const { page: shown } = await console.open(strangerOf(path), addressOf(page))
    await main(shown).getByText('没有权限').waitFor()
  })
})

/** The server's own kind of answer, given in its place. */
const PROBLEM = JSON.stringify({
  type: 'urn:wangge:problem:test',
  title: 'Service unavailable',
  status: 503,
  code: 'server.unavailable',
  detail: 'The service is away for a moment.',
})
