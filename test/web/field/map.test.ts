import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import { listOverflowing, startBrowser, type Visit, visit } from '../browser.ts'
import { type Arranged, arrangeCase, PLACE } from '../console/arrange.ts'
import { seriousFaults } from '../console/axe.ts'
import { buildPages, pagesDir } from '../console/site.ts'
import { phone } from '../phone.ts'
import { clockOf, type FieldSite, makePhoto, startFieldSite } from './field-site.ts'

const INSPECTOR = 'guandu-inspector'
const { accent, land, green } = PALETTES.light
/** About 250 m east of the other tasks. */
const APART = { lon: PLACE.lon + 0.0025, lat: PLACE.lat }

/** Nothing serious for a screen reader, nothing beyond the edge of the screen. */
const faultsOf = async (page: Page): Promise<unknown[]> => [...(await seriousFaults(page)), ...(await listOverflowing(page))]

/** Where a thin line meets its ground its colour is not quite its own. */
const ABOUT = 24

/** Where on the map the colour is this one ('#RRGGBB'), CSS pixels; `alike`: each channel may be off by so much. */
async function spotsOf(page: Page, colour: string, alike = 0): Promise<{ x: number; y: number }[]> {
  const picture = await page.locator('.maplibregl-canvas').screenshot()
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const spots: { x: number; y: number }[] = []
  for (let at = 0; at < data.length; at += info.channels)
    if (wanted.every((value, channel) => Math.abs((data[at + channel] ?? 0) - value) <= alike)) {
      const pixel = at / info.channels
      spots.push({ x: pixel % info.width, y: Math.floor(pixel / info.width) })
    }
  return spots
}

/** Taps on the marker in the middle of the map, wherever the card moved it. */
async function tapMiddleMarker(page: Page): Promise<void> {
  const box = await page.locator('.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('there is no map')
  const spots = (await spotsOf(page, green)).filter(({ x, y }) => Math.hypot(x - box.width / 2, y - box.height / 2) < 80)
  const middle = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  await page.touchscreen.tap(box.x + middle(spots.map(({ x }) => x)), box.y + middle(spots.map(({ y }) => y)))
}

/** How often the phone's place was asked for, and followed. */
const COUNTED = `(() => {
  globalThis.asked = 0
  globalThis.followed = 0
  const { geolocation } = navigator
  const [ask, follow] = [geolocation.getCurrentPosition.bind(geolocation), geolocation.watchPosition.bind(geolocation)]
  geolocation.getCurrentPosition = (...given) => { globalThis.asked++; return ask(...given) }
  geolocation.watchPosition = (...given) => { globalThis.followed++; return follow(...given) }
})()`

describe('the release', () => {
  beforeAll(buildPages)
  test('holds the map library, its worker and its style for a shift without a network, the large files last', () => {
    const worker = readFileSync(join(pagesDir, 'field/worker.js'), 'utf8')
    const files = [...new Set([...worker.matchAll(/\/assets\/[\w.-]+/g)].map(([file]) => file))]
    const library = files.filter((file) => /\/maplibre/.test(file))
    expect(library.map((file) => file.replace(/-[\w-]{8}\./, '.'))).toEqual([
      '/assets/maplibre.css',
      '/assets/maplibre-gl-worker.mjs',
      '/assets/maplibre.js',
    ])
    expect(files.slice(-2)).toEqual(library.slice(-2))
  })
})

describe('the map of the field app', () => {
  let site: FieldSite
  let browser: Browser
  let tasks: readonly Arranged[]
  const visits: Visit[] = []
  beforeAll(async () => {
    site = await startFieldSite()
    browser = await startBrowser()
    const same = await arrangeCase(site.console, 'checking')
    tasks = [same, await arrangeCase(site.console, 'checking'), await arrangeCase(site.console, 'checking', APART)]
  }, 180_000)
  afterAll(async () => {
    for (const each of visits) await each.close()
    await browser?.close()
    await site?.stop()
  })

  /** A phone of an inspector that has been open with a network until it held everything. */
  async function packedPhone(width: number, prepare = ''): Promise<Visit> {
    const opened = await visit(browser, `${site.line.url}/field`, phone(width), async (context) => {
      await context.addInitScript(clockOf(site.site))
      await context.addInitScript(prepare)
    })
    visits.push(opened)
    const { page } = opened
    await page.getByRole('textbox', { name: '账号' }).fill(INSPECTOR)
    await page.getByRole('textbox', { name: '密码' }).fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('navigation', { name: '主要页面' }).waitFor()
    const { tiles } = await (await site.as(INSPECTOR)).get<{ tiles: { count: number } }>('/api/field/pack')
    const held = (): Promise<boolean> =>
      page.evaluate(`caches.open('wangge-field-held').then(async (cache) =>
        navigator.serviceWorker.controller !== null && (await cache.keys()).length >= ${tiles.count})`)
    await expect.poll(held, { timeout: 60_000 }).toBe(true)
    return opened
  }
  const drawn = (page: Page, colour: string, least: number, alike = 0): Promise<void> =>
    expect.poll(async () => (await spotsOf(page, colour, alike)).length, { timeout: 30_000 }).toBeGreaterThan(least)

  test('without a network: my grids, what lies around them and my tasks are drawn; a tap on a marker leads to its task and back', async () => {
    const { page, foreign, errors } = await packedPhone(360)
    // What a browser keeps by itself it may throw away by itself: only what the app holds counts.
    await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache')
    site.line.cut()
    try {
      errors.length = 0
      const alone = tasks[2] as Arranged
      await page.goto(`${site.line.url}/field`)
      await page.getByRole('link', { name: '地图', exact: true }).click()
      await page.locator('.maplibregl-canvas').waitFor()
      // Borders of my grids from the pack, the ground around them from the tiles, lights of the tasks.
      await drawn(page, accent, 300, ABOUT)
      await drawn(page, land, 2000)
      await drawn(page, green, 150)
      await page.getByText('更远处是空白').waitFor()
      expect(await faultsOf(page)).toEqual([])

      await page.goto(`${site.line.url}/field/map?show=${alone.id}`)
      const card = page.getByRole('region', { name: '点到的任务' })
      await card.getByText(alone.number).waitFor()
      await card.getByRole('button', { name: '关闭' }).click()
      await card.waitFor({ state: 'detached' })
      await tapMiddleMarker(page)
      await card.getByText(alone.number).waitFor()
      for (const text of ['待核查', '雨水箅子', /^剩 /]) await card.getByText(text).first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await card.getByRole('link', { name: '查看任务' }).click()
      await page.getByRole('link', { name: '核查' }).waitFor()
      expect(new URL(page.url()).pathname).toBe(`/field/tasks/${alone.id}`)
      await page.goBack()
      await card.getByText(alone.number).waitFor()

      // Two in one place are both to be had.
      await page.goto(`${site.line.url}/field/tasks/${tasks[0]?.id}`)
      await page.getByRole('link', { name: '在地图上看' }).click()
      await card.getByRole('button', { name: '关闭' }).click()
      await card.waitFor({ state: 'detached' })
      await tapMiddleMarker(page)
      await card.getByText('这里有 2 件').waitFor()
      expect(await card.getByRole('link').count()).toBe(2)
      expect(await faultsOf(page)).toEqual([])
      expect([foreign, errors.filter((text) => !/ERR_|Failed to load resource/.test(text))]).toEqual([[], []])
    } finally {
      site.line.join()
    }
  })

  test('off duty the place is asked for once, at a tap; on duty it is known without asking', async () => {
    const { page } = await packedPhone(390, COUNTED)
    const counts = (): Promise<readonly number[]> => page.evaluate('[asked, followed]')
    await page.goto(`${site.line.url}/field/map`)
    await drawn(page, accent, 300, ABOUT)
    expect(await counts()).toEqual([0, 0])
    await page.getByRole('button', { name: '我的位置' }).click()
    await page.getByText('未在岗，不跟着走').waitFor()
    expect(await counts()).toEqual([1, 0])
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('link', { name: '我的', exact: true }).click()
    await page.getByRole('button', { name: '上岗' }).click()
    await page.getByRole('button', { name: '下岗' }).waitFor()
    await page.getByRole('link', { name: /^任务/ }).click()
    await page.getByRole('link', { name: '地图', exact: true }).click()
    await page.getByText('有色方格').waitFor()
    await page.getByRole('button', { name: '我的位置' }).click()
    const [asked, followed] = await counts()
    expect(asked).toBe(1)
    expect(followed).toBeGreaterThan(0)
    expect(await page.getByText('未在岗').count()).toBe(0)
    await page.getByRole('link', { name: '我的', exact: true }).click()
    await page.getByRole('button', { name: '下岗' }).click()
    await page.getByText('未在岗').waitFor()
  })

  test('without a network a report is put where the cross points, its grid and datum named, and arrives there', async () => {
    const { page } = await packedPhone(390)
    site.line.cut()
    try {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('link', { name: '上报', exact: true }).click()])
      await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await makePhoto(3) })
      await page.getByRole('img', { name: '已拍的照片' }).waitFor()
      await page.getByText('精度 12 米').waitFor()
      await page.getByRole('link', { name: '在地图上定' }).click()
      await drawn(page, accent, 50, ABOUT)
      await page.getByText('离手机定位 0 米').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.mouse.move(200, 300)
      await page.mouse.down()
      await page.mouse.move(160, 300, { steps: 4 })
      await page.mouse.move(120, 300, { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => page.getByText('离手机定位 0 米').count()).toBe(0)
      await page.getByText(/^网格：/).waitFor()
      await page.getByText('WGS-84').waitFor()
      await page.getByRole('button', { name: '用这里' }).click()
      await page.getByText(/在地图上定的，离手机定位 \d+ 米/).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.locator('[aria-label="问题类型"] button').first().click()
      await page.getByRole('button', { name: '上报', exact: true }).click()
      await page.getByText('1 条待发送').first().waitFor()
    } finally {
      site.line.join()
    }
    await page.evaluate(`window.dispatchEvent(new Event('online'))`)
    await page.getByText('没有待发送').first().waitFor({ timeout: 60_000 })
    const { cases } = await (await site.as(INSPECTOR)).get<{ cases: { lon: number; lat: number }[] }>('/api/cases?box=reported-by-me')
    expect(cases).toHaveLength(1)
    // Dragged to the left: the place lies east of where the phone stands, and no farther north.
    expect(cases[0]?.lon).toBeGreaterThan(PLACE.lon + 0.0002)
    expect(cases[0]?.lat).toBeCloseTo(PLACE.lat, 4)
  })

  test('where nothing can be drawn the page says so and lists the tasks', async () => {
    const { page } = await packedPhone(360, `HTMLCanvasElement.prototype.getContext = () => null`)
    await page.goto(`${site.line.url}/field/map`)
    await page.getByText('这台手机画不出地图').waitFor()
    await page.locator(`a[href="/field/tasks/${tasks[0]?.id}"]`).waitFor()
    expect(await faultsOf(page)).toEqual([])
  })
})
