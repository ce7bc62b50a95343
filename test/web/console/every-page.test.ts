import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

// The list of pages reads the reader's language of the browser; here there is none.
Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => {} }, document: { documentElement: {} } })
interface ListedPage {
  readonly path: string
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
/** Holds nothing of the other's. */
const strangerOf = (path: string): string =>
  path.startsWith('/administration') && path !== '/administration/audit' ? 'guandu-water' : 'auditor'
/** What the page is about, as opposed to the frame around it. */
const FRAME = /\/api\/(session|about|preferences|notices|stream|demo)/
const found: Record<string, string> = {}
const addressOf = ({ path }: ListedPage): string => path.replaceAll(/:(\w+)/g, (_, name: string) => found[name] ?? '')

const ofPage = (address: URL): boolean => address.pathname.startsWith('/api/') && !FRAME.test(address.pathname)
const settle = { timeout: 20_000, interval: 400 }
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
    expect([await listOverflowing(visit.page), visit.errors.filter((text) => !text.includes('404'))]).toEqual([[], []])
  })

  test('says what failed and goes on when asked again; in English, in the dark, at 1024 px', async () => {
    const options = { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1024, height: 768 } } as const
    const visit = await console.open(ownerOf(path), '/cases', options)
    await visit.page.route(ofPage, (route: Route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: PROBLEM }))
    await visit.page.goto(console.site().url + addressOf(page))
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
    expect(await listOverflowing(visit.page)).toEqual([])
  })

  test('is closed to a post that has no part in it', async () => {
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
