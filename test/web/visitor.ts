import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { startBrowser, type Visit, visit } from './browser.ts'
import { type Site, startSite } from './site.ts'

/** The site and the browser of one test file. */
export interface Visitor {
  site(): Site
  /** Opens a path; what a test opened is closed after it. */
  open(path: string, options?: BrowserContextOptions): Promise<Visit>
}

/** Starts a site and a browser before the tests of the file that calls it, and ends both after them. */
export function startVisitor(start: () => Promise<Site> = startSite): Visitor {
  let [site, browser]: [Site | undefined, Browser | undefined] = [undefined, undefined]
  const visits: Visit[] = []
  beforeAll(async () => {
    site = await start()
    browser = await startBrowser()
  })
  afterEach(async () => {
    for (const each of visits.splice(0)) await each.close()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.stop()
  })
  const started = (): { site: Site; browser: Browser } => {
    if (!site || !browser) throw new Error('site and browser start before the first test, not earlier')
    return { site, browser }
  }
  const open = async (path: string, options?: BrowserContextOptions): Promise<Visit> => {
    const opened = await visit(started().browser, started().site.url + path, options)
    visits.push(opened)
    return opened
  }
  return { site: () => started().site, open }
}

/** The start page has done what it was asked to. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForSelector('main[aria-busy="false"]')
}

/** Loads the start page anew. */
export async function reload(page: Page): Promise<void> {
  await page.reload()
  await settled(page)
}

/** Fills in the form of the start page and sends it. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.fill('#login', login)
  await page.fill('#password', password)
  await page.click('#form button')
  await settled(page)
}
