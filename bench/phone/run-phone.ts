import type { Browser, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { readConfig } from '#platform/config.ts'
import { until } from '#test/web/browser.ts'
import { firstLoad } from '#test/web/console/first-load.ts'
import { startBenchBrowser } from '../pages/start-browser.ts'
import { currentLoad, type Goal, type Row, type Section } from '../report.ts'
import { type Pace, type SlowWire, slowWireTo } from './slow-wire.ts'

/** "Slow 3G" as page tests set it, and as a browser's developer tools do. */
const [SLOW, SLOWEST]: readonly [Pace, Pace] = [
  { bytesPerSecond: 50_000, roundTrip: 400 },
  { bytesPerSecond: 50_000, roundTrip: 2000 },
]
/** A cheap phone: its processor against this machine's. */
const SLOWER = 4
const USABLE: Goal = { most: 5000, unit: 'ms' }
const WEIGHT: Goal = { most: 200_000, unit: 'bytes' }
const INSPECTOR = 'guandu-inspector'

interface Visit {
  readonly what: string
  readonly pace: Pace
  readonly path: string
  readonly login?: string
  /** Opened once on a good line before, so that the app is installed. */
  readonly again?: boolean
  readonly usable: (page: Page) => Promise<void>
}

const shown = (text: string) => (page: Page) => page.getByText(text, { exact: true }).first().waitFor({ timeout: 60_000 })
const VISITS: readonly Visit[] = [
  { what: 'field: a report, the very first visit', pace: SLOW, path: '/field/report', login: INSPECTOR, usable: shown('拍照') },
  { what: 'field: signing in, the very first visit', pace: SLOW, path: '/field', usable: shown('登录') },
  { what: 'field: a report, the app installed', pace: SLOW, path: '/field/report', login: INSPECTOR, again: true, usable: shown('拍照') },
  {
    what: 'field: a report, the app installed',
    pace: SLOWEST,
    path: '/field/report',
    login: INSPECTOR,
    again: true,
    usable: shown('拍照'),
  },
  { what: 'portal: a report, the very first visit', pace: SLOW, path: '/portal/report', usable: shown('有照片吗？') },
]

/** Milliseconds from the address to a page a person can use. */
async function measure(browser: Browser, url: string, line: SlowWire, { pace, path, login, again, usable }: Visit): Promise<number> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })
  try {
    if (login) await context.request.post(`${url}/api/sessions`, { data: { login, password: DEMO_PASSWORD } })
    const page = await context.newPage()
    if (again) {
      line.set({ bytesPerSecond: 10_000_000, roundTrip: 1 })
      await page.goto(line.url + path)
      await usable(page)
      await until(page, 'navigator.serviceWorker.controller !== null')
    }
    line.set(pace)
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const begun = performance.now()
    await page.goto(line.url + path, { waitUntil: 'commit' })
    await usable(page)
    return performance.now() - begun
  } finally {
    await context.close()
  }
}

const weight = (what: string, entry: string): Row => {
  const { bytes, files } = firstLoad(readConfig(process.env).pagesDir, [entry])
  return { what, figure: bytes, goal: WEIGHT, detail: `${files.length} files` }
}

/** How soon the pages of the street are usable on a slow line and a slow phone: the median of `runs`, each in a browser profile of its own. */
export async function runPhone(url: string, runs: number): Promise<Section[]> {
  const before = currentLoad()
  const browser = await startBenchBrowser('drawn')
  const line = await slowWireTo(url, SLOW)
  const rows: Row[] = []
  try {
    for (const visit of VISITS) {
      const took: number[] = []
      for (let run = 0; run < runs; run++) took.push(await measure(browser, url, line, visit))
      const [least, median, most] = [0, Math.floor(runs / 2), runs - 1].map((at) => Math.round(took.toSorted((a, b) => a - b)[at] ?? 0))
      const { bytesPerSecond, roundTrip } = visit.pace
      rows.push({
        what: visit.what,
        figure: median ?? Number.NaN,
        goal: USABLE,
        detail: `${bytesPerSecond / 1000} kB/s, ${roundTrip} ms there and back, processor ${SLOWER} times slower; ${runs} runs: ${least} to ${most}`,
      })
    }
  } finally {
    line.close()
    await browser.close()
  }
  const weights = [weight('field, gzip', 'field/index.html'), weight('portal, gzip', 'portal/index.html')]
  return [
    { title: 'Phone: first load', rows: weights, load: [before, before] },
    { title: 'Phone: usable after', rows, load: [before, currentLoad()] },
  ]
}
