import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { arrangeCase } from '#test/web/console/arrange.ts'
import type { Client } from '#test/web/console/client.ts'
import type { Shot } from './shots.ts'

const PHOTO = fileURLToPath(new URL('../../docs/examples/photo-after.jpg', import.meta.url))
const [INSPECTOR, UNIT] = ['guandu-inspector', 'guandu-water']

/** A text of either language. */
const either = (...texts: readonly string[]): RegExp => new RegExp(`^(${texts.join('|')})`)
const tap = (page: Page, ...texts: readonly string[]): Promise<void> =>
  page
    .getByRole('button', { name: either(...texts) })
    .first()
    .tap()

interface Task {
  readonly id: string
  readonly waits: string
}
/** The first task that waits for a step, and the address below it. */
const task =
  (step: string, below = '') =>
  async (client: Client): Promise<string> => {
    const { tasks } = await client.get<{ tasks: readonly Task[] }>('/api/field/tasks')
    const found = tasks.find(({ waits }) => waits === step)
    if (!found) throw new Error(`no task waits for ${step}`)
    return `/field/tasks/${found.id}${below}`
  }

async function photograph(page: Page): Promise<void> {
  await page.locator('main input[type=file]').first().setInputFiles(PHOTO)
  await page.waitForSelector('main section img')
}

async function fillReport(page: Page): Promise<void> {
  await photograph(page)
  await page.locator('main button[aria-pressed]').first().tap()
  await page.waitForTimeout(1000)
}

async function sendReport(page: Page): Promise<void> {
  await fillReport(page)
  await page.locator('.foot .primary').tap()
  await page.waitForTimeout(3000)
}

/** Without a line, so that one can see what waits. */
async function sendOffline(page: Page): Promise<void> {
  // As on any phone that was open for a moment: the later pages are there.
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await sendReport(page)
}

/** A phone on which the page is opened for the first time, while something of it does not come. */
const missing =
  (pattern: string, path: string, ready: string) =>
  async (page: Page): Promise<void> => {
    await page.route(pattern, (route) => route.abort())
    await page.goto(new URL(path, page.url()).href)
    await page.waitForSelector(ready)
    await page.waitForTimeout(1000)
  }
const BLANK = { path: '/healthz', ready: 'body' }

/** The phone of inspectors and handlers, in every state one meets. */
const FIELD: readonly Shot[] = [
  { name: 'field-sign-in', login: null, path: '/field', ready: 'form' },
  { name: 'field-tasks', login: INSPECTOR, path: '/field', ready: 'main .row', readme: true },
  { name: 'field-tasks-unit', login: UNIT, path: '/field', ready: 'main .row' },
  { name: 'field-task-check', login: INSPECTOR, path: task('check'), ready: 'main h1' },
  { name: 'field-task-unit', login: UNIT, path: task('report-back'), ready: 'main h1' },
  { name: 'field-check', login: INSPECTOR, path: task('check', '/check'), ready: 'main fieldset', prepare: photograph },
  {
    name: 'field-check-missing',
    login: INSPECTOR,
    path: task('check', '/check'),
    ready: 'main fieldset',
    prepare: (page) => page.locator('.foot .primary').tap(),
  },
  { name: 'field-return', login: UNIT, path: task('report-back', '/request-return'), ready: 'main fieldset' },
  { name: 'field-report-back', login: UNIT, path: task('report-back', '/report-back'), ready: 'main textarea' },
  { name: 'field-report-empty', login: INSPECTOR, path: '/field/report', ready: 'main input[type=file]' },
  {
    name: 'field-report-first',
    login: INSPECTOR,
    ...BLANK,
    prepare: missing('**/api/field/pack*', '/field/report', 'main input[type=file]'),
  },
  { name: 'field-not-opened', login: null, ...BLANK, prepare: missing('**/assets/react-*.js', '/field', '[role=alert]') },
  { name: 'field-report', login: INSPECTOR, path: '/field/report', ready: 'main input[type=file]', prepare: fillReport, readme: true },
  {
    name: 'field-report-handled',
    login: INSPECTOR,
    path: '/field/report',
    ready: 'main input[type=file]',
    prepare: async (page) => {
      await fillReport(page)
      await page.locator('main input[type=checkbox]').check()
      await page.locator('main input[type=file]').last().setInputFiles(PHOTO)
      await page.waitForTimeout(800)
      await page.locator('main input[type=checkbox]').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'field-report-types',
    login: INSPECTOR,
    path: '/field/report',
    ready: 'main input[type=file]',
    prepare: async (page) => {
      await tap(page, '其他类型', 'Other types')
      await page.fill('input[type=search]', 'jg')
    },
  },
  {
    name: 'field-report-no-place',
    login: INSPECTOR,
    path: '/field/report',
    ready: 'main input[type=file]',
    nowhere: true,
    prepare: (page) => page.locator('.foot .primary').tap(),
  },
  { name: 'field-map', login: INSPECTOR, path: '/field/map', ready: 'main', prepare: (page) => page.waitForTimeout(5000) },
  {
    name: 'field-report-on-map',
    login: INSPECTOR,
    path: '/field/report',
    ready: 'main input[type=file]',
    prepare: async (page) => {
      await page.locator('a[href="/field/report/place"]').first().tap()
      await page.waitForTimeout(5000)
    },
  },
  { name: 'field-outbox-empty', login: INSPECTOR, path: '/field/outbox', ready: 'main' },
  { name: 'field-outbox-sent', login: INSPECTOR, path: '/field/report', ready: 'main input[type=file]', prepare: sendReport },
  { name: 'field-outbox-waiting', login: INSPECTOR, path: '/field/report', ready: 'main input[type=file]', prepare: sendOffline },
  {
    name: 'field-outbox-item',
    login: INSPECTOR,
    path: '/field/report',
    ready: 'main input[type=file]',
    prepare: async (page) => {
      await sendOffline(page)
      await page.locator('main li a').first().tap()
    },
  },
  {
    name: 'field-conflict',
    login: INSPECTOR,
    path: task('check', '/check'),
    ready: 'main fieldset',
    prepare: async (page, as) => {
      const id = /tasks\/([^/]+)/.exec(page.url())?.[1] ?? ''
      await page.context().setOffline(true)
      await photograph(page)
      await page.locator('main input[type=radio]').first().check()
      await page.locator('.foot .primary').tap()
      const supervisor = await as('city-supervisor')
      await supervisor.act(id, 'urge', { text: '请尽快核查' })
      await page.context().setOffline(false)
      await page.waitForTimeout(3000)
      await page.locator('a[href="/field/outbox"]').first().tap()
      await page.locator('main li a').first().tap()
      await page.waitForTimeout(1500)
    },
  },
  { name: 'field-me', login: INSPECTOR, path: '/field/me', ready: 'main h1' },
  {
    name: 'field-on-duty',
    login: INSPECTOR,
    path: '/field/me',
    ready: 'main h1',
    prepare: (page) => tap(page, '上岗', 'Go on duty'),
  },
]

/** A report, as far as a screen of it. */
const upTo =
  (screen: 'photo' | 'where' | 'what' | 'near' | 'contact' | 'send' | 'done') =>
  async (page: Page): Promise<void> => {
    const order = ['photo', 'where', 'what', 'near', 'contact', 'send', 'done']
    const reach = (each: string): boolean => order.indexOf(screen) >= order.indexOf(each)
    await page.locator('input[type=file]').setInputFiles(PHOTO)
    await page.waitForTimeout(1200)
    if (!reach('where')) return
    await tap(page, '下一步', 'Next')
    await tap(page, '用我现在的位置', 'Use where I am now')
    await page.waitForTimeout(1000)
    if (!reach('what')) return
    if (new URL(page.url()).pathname.endsWith('where')) await tap(page, '下一步', 'Next')
    await page.waitForTimeout(1000)
    if (!reach('near')) return
    await tap(page, '井盖、雨水箅子坏了', 'Manhole cover or drain grate')
    await page.waitForTimeout(2500)
    if (!reach('contact')) return
    if (page.url().endsWith('near')) await tap(page, '都不是', 'None of these')
    await page.waitForTimeout(500)
    if (!reach('send')) return
    await tap(page, '不留', 'Leave nothing')
    await page.waitForTimeout(500)
    if (!reach('done')) return
    await tap(page, '发送', 'Send')
    await page.waitForURL('**/done')
  }

/** Looks one's own report up, right after it was made. */
async function lookUp(page: Page): Promise<void> {
  await upTo('done')(page)
  const [, code = ''] = await page.locator('dd').allInnerTexts()
  await page
    .getByRole('link', { name: either('看进展', 'See how it goes') })
    .first()
    .tap()
  await page.locator('main input').last().fill(code)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1500)
}

const PORTAL: readonly Shot[] = [
  { name: 'portal', login: null, path: '/portal', ready: 'main h1', readme: true },
  ...(['photo', 'where', 'what', 'near', 'contact', 'send', 'done'] as const).map(
    (screen): Shot => ({
      name: `portal-${screen}`,
      login: null,
      path: '/portal/report',
      ready: 'main h1',
      prepare: async (page, as) => {
        // Something like it, reported nearby already.
        if (screen === 'near') await arrangeCase({ as }, 'accepted')
        await upTo(screen)(page)
      },
      ...(screen === 'what' && { readme: true }),
    }),
  ),
  {
    name: 'portal-not-opened',
    login: null,
    ...BLANK,
    // Until the page offers to try again by itself.
    prepare: async (page) => {
      await missing('**/assets/react-*.js', '/portal', '.opening')(page)
      await page.waitForTimeout(15_000)
    },
  },
  {
    name: 'portal-where-map',
    login: null,
    path: '/portal/report/where',
    ready: 'main h1',
    prepare: async (page) => {
      await tap(page, '在地图上点', 'Point at the map')
      await page.waitForTimeout(3000)
      await page.locator('.maplibregl-canvas').tap()
    },
  },
  {
    name: 'portal-where-wide',
    login: null,
    path: '/portal/report/where',
    ready: 'main h1',
    prepare: async (page) => {
      await page.locator('main input').fill('官渡区某处')
      await page.waitForTimeout(1000)
      await tap(page, '下一步', 'Next')
    },
  },
  { name: 'portal-progress', login: null, path: '/portal/report', ready: 'main h1', prepare: lookUp },
  {
    name: 'portal-lookup-wrong',
    login: null,
    path: '/portal/cases',
    ready: 'main input',
    prepare: async (page) => {
      await page.locator('main input').first().fill('530111-20261101-ABCDEF')
      await page.locator('main input').last().fill('7K3Q-F2M8')
      await page.keyboard.press('Enter')
      await page.waitForTimeout(1000)
    },
  },
  { name: 'portal-map', login: null, path: '/portal/map', ready: '.maplibregl-canvas', prepare: (page) => page.waitForTimeout(4000) },
  {
    name: 'portal-map-list',
    login: null,
    path: '/portal/map',
    ready: '.maplibregl-canvas',
    prepare: async (page) => {
      await tap(page, '用我现在的位置', 'Use where I am now')
      await page.waitForTimeout(4000)
    },
  },
  { name: 'portal-subscribe', login: null, path: '/portal/subscribe', ready: 'main h1' },
  { name: 'portal-about', login: null, path: '/portal/about', ready: 'main h1' },
  { name: 'portal-not-found', login: null, path: '/portal/nothing-here', ready: 'main h1' },
  {
    name: 'portal-offline',
    login: null,
    path: '/portal/report',
    ready: 'main h1',
    prepare: async (page) => {
      await upTo('send')(page)
      await page.context().setOffline(true)
      await tap(page, '发送', 'Send')
      await page.waitForTimeout(1500)
    },
  },
  {
    name: 'portal-large',
    login: null,
    path: '/portal',
    ready: 'main h1',
    prepare: (page) => tap(page, '大字版', 'Large type'),
  },
  {
    name: 'portal-large-what',
    login: null,
    path: '/portal/report',
    ready: 'main h1',
    prepare: async (page) => {
      await tap(page, '大字版', 'Large type')
      await upTo('what')(page)
    },
  },
]

export const PHONE_SHOTS: readonly Shot[] = [...FIELD, ...PORTAL].map((shot) => ({ ...shot, phone: true }))
