import { type Browser, type BrowserContext, type BrowserContextOptions, type ConsoleMessage, chromium, type Page } from 'playwright-core'
import { findChromium } from '#test/support/find-chromium.ts'

/** Without sandbox and graphics card, as containers are; and without anything the browser would ask the internet by itself. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  // Maps are drawn by the processor where there is no graphics card.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium with a profile of its own that is thrown away. Throws when there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)')
  return chromium.launch({ executablePath, args: ARGS })
}

/** A page in a profile of its own, and what went wrong in it. */
export interface Visit {
  readonly page: Page
  /** Errors of the console and of scripts. A request answered with 4xx or 5xx is one, too. */
  readonly errors: string[]
  /** Addresses asked for outside the site. */
  readonly foreign: string[]
  close(): Promise<void>
}

/** What the console says, and of a request which one it was; identifiers could hold any number a test looks for. */
function told(message: ConsoleMessage): string {
  const { url } = message.location()
  return url.includes('/api/') ? `${message.text()} ${new URL(url).pathname.replace(/[\da-f-]{36}/g, ':id')}` : message.text()
}

const DESKTOP = { width: 1440, height: 810 }

/** Opens a path of the site in Chinese, unless said otherwise. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: DESKTOP, ...options })
  context.setDefaultTimeout(30_000)
  await prepare(context)
  const page = await context.newPage()
  const [errors, foreign]: [string[], string[]] = [[], []]
  page.on('console', (message) => message.type() === 'error' && errors.push(told(message)))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && origin !== new URL(address).origin) foreign.push(request.url())
  })
  await page.goto(address)
  return { page, errors, foreign, close: () => context.close() }
}

/** What reaches beyond the right edge of the window, as tag and text; nothing when the page does not scroll sideways. */
export const listOverflowing = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const beyond = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > clientWidth + 0.5)
    return [...(scrollWidth > clientWidth ? ['the page is ' + scrollWidth + ' wide'] : []), ...beyond.map((each) => each.tagName + ' ' + each.textContent.slice(0, 40))]
  })()`)

/** Waits until an expression is true on the page, without the evaluation inside it that its own policy forbids. Throws after `timeout` ms. */
export async function until(page: Page, expression: string, timeout = 30_000): Promise<void> {
  const end = Date.now() + timeout
  while (!(await page.evaluate(`Boolean(${expression})`))) {
    if (Date.now() > end) throw new Error(`not so after ${timeout} ms: ${expression}`)
    await page.waitForTimeout(50)
  }
}
