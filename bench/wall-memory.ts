/** Whether the wall stays as it is for weeks: a simulated day of events in Chromium. See README.md. */
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { newId } from '#platform/identifier.ts'
import { startBrowser } from '#test/web/browser.ts'
import { type Client, signedIn } from '#test/web/console/client.ts'
import { judge, type Measured } from './judge-growth.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4180' },
    hours: { type: 'string', default: '24' },
    events: { type: 'string', default: '12' },
    viewer: { type: 'string', default: 'city-supervisor' },
    reporter: { type: 'string', default: 'guandu-acceptor' },
    password: { type: 'string', default: DEMO_PASSWORD },
    query: { type: 'string', default: '' },
  },
})
/** Simulated time between two looks at what the page does, ms: the wall asks for its numbers this often without any event. */
const STEP = 30_000
const STEPS_AN_HOUR = 3_600_000 / STEP
/** Real time for the answers to a step, ms. */
const SETTLE = 60
/** In 官渡 district of the demo city, degrees. */
const AROUND = { lon: 102.7435, lat: 25.0167, spread: 0.02 } as const

/** Reports a case somewhere and takes it in: two events on the stream. */
async function makeEvents(reporter: Client, index: number): Promise<void> {
  const along = (index * 0.618) % 1
  const made = await reporter.post<{ id: string }>('/api/cases', {
    requestId: newId(),
    lon: AROUND.lon + AROUND.spread * (along - 0.5),
    lat: AROUND.lat + AROUND.spread * (((index * 0.414) % 1) - 0.5),
    address: '官渡区',
    description: `大屏内存测量 ${index}`,
    channel: 'hotline',
  })
  await reporter.act(made.id, 'accept', { typeCode: 'C0104', conditionNumber: 1 })
}

async function measure(page: Page, session: CDPSession, hour: number): Promise<Measured> {
  await page.waitForTimeout(1000)
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0
  return { hour, heap: metric('JSHeapUsedSize'), nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const show = ({ hour, heap, nodes, listeners }: Measured, requests: number): void =>
  say([String(hour).padStart(4), (heap / 1e6).toFixed(2).padStart(9), nodes, listeners, requests].join('\t'))

async function main(): Promise<boolean> {
  const [hours, events] = [Number(values.hours), Number(values.events)]
  const reporter = await signedIn(values.url, values.reporter, values.password)
  const browser = await startBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    await context.request.post(`${values.url}/api/sessions`, { data: { login: values.viewer, password: values.password } })
    const page = await context.newPage()
    let requests = 0
    page.on('request', (request) => {
      if (request.url().includes('/api/overview')) requests++
    })
    await page.clock.install()
    await page.goto(`${values.url}/screen${values.query}`)
    await page.waitForSelector('[data-stage]')
    await page.waitForSelector('canvas')
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    say('hour\theap MB\tnodes\tlisteners\toverview requests')
    const measured: Measured[] = [await measure(page, session, 0)]
    if (measured[0]) show(measured[0], requests)
    let made = 0
    for (let hour = 1; hour <= hours; hour++) {
      for (let step = 0; step < STEPS_AN_HOUR; step++) {
        if (step % Math.max(1, Math.floor(STEPS_AN_HOUR / events)) === 0) await makeEvents(reporter, made++)
        await page.clock.runFor(STEP)
        await page.waitForTimeout(SETTLE)
      }
      const now = await measure(page, session, hour)
      measured.push(now)
      show(now, requests)
    }
    const verdict = judge(measured)
    say(`${made * 2} events; ${verdict.text}`)
    return verdict.flat
  } finally {
    await browser.close()
  }
}

process.exitCode = (await main()) ? 0 : 1
