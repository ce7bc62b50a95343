import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { startBrowser, type Visit, visit } from '../browser.ts'
import { type Client, signedIn } from './client.ts'
import { type ConsoleSite, startConsoleSite } from './site.ts'

/** Site and browser of one test file. */
export interface ConsoleTest {
  site(): ConsoleSite
  /** Opens a page signed in with a demo account, or as nobody; what a test opened is closed after it. */
  open(login: string | null, path: string, options?: BrowserContextOptions): Promise<Visit>
  /** The same account through the interface alone, to arrange what a test needs. */
  as(login: string): Promise<Client>
}

/** The page's clock goes with the site's, so that what is left of a limit reads the same on both sides. */
const shiftClock = (offset: number): string => `(() => {
  const RealDate = Date
  class ShiftedDate extends RealDate {
    constructor(...given) {
      super(...(given.length > 0 ? given : [RealDate.now() + ${offset}]))
    }
    static now() {
      return RealDate.now() + ${offset}
    }
  }
  globalThis.Date = ShiftedDate
})()`

/** Starts site and browser before the tests of the file that calls it, and ends both after them. */
export function startConsole(): ConsoleTest {
  let [site, browser]: [ConsoleSite | undefined, Browser | undefined] = [undefined, undefined]
  const visits: Visit[] = []
  beforeAll(async () => {
    site = await startConsoleSite()
    browser = await startBrowser()
  }, 180_000)
  afterEach(async () => {
    for (const each of visits.splice(0)) await each.close()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.stop()
  })
  const started = (): { site: ConsoleSite; browser: Browser } => {
    if (!site || !browser) throw new Error('site and browser start before the first test, not earlier')
    return { site, browser }
  }
  const open = async (login: string | null, path: string, options: BrowserContextOptions = {}): Promise<Visit> => {
    const { url, now } = started().site
    const opened = await visit(started().browser, url + path, options, async (context) => {
      await context.addInitScript(shiftClock(now().getTime() - Date.now()))
      if (login !== null) await context.request.post(`${url}/api/sessions`, { data: { login, password: DEMO_PASSWORD } })
    })
    visits.push(opened)
    return opened
  }
  return { site: () => started().site, open, as: (login) => signedIn(started().site.url, login, DEMO_PASSWORD) }
}
