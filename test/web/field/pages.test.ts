import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { listOverflowing, until } from '../browser.ts'
import { arrangeCase } from '../console/arrange.ts'
import { seriousFaults } from '../console/axe.ts'
import { startConsole } from '../console/console.ts'
import { firstLoad } from '../console/first-load.ts'
import { buildPages, pagesDir } from '../console/site.ts'
import { phone } from '../phone.ts'
import { makePhoto } from './field-site.ts'

const console = startConsole()
const FIRST_LOAD_MOST = 200_000

/** Nothing serious for a screen reader, nothing beyond the edge of the screen. */
const faultsOf = async (page: Page): Promise<unknown[]> => [...(await seriousFaults(page)), ...(await listOverflowing(page))]

async function takePhoto(page: Page, seed: number): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('link', { name: '上报', exact: true }).click()])
  await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await makePhoto(seed) })
  await page.getByRole('img', { name: '已拍的照片' }).waitFor()
}

describe('the first load', () => {
  beforeAll(buildPages)
  test('of the field app stays within 200 kB gzip', () => {
    const { bytes, files } = firstLoad(pagesDir, ['field/index.html'])
    process.stdout.write(`first load of the field app: ${bytes} bytes gzip in ${files.length} files\n`)
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_MOST)
    expect(bytes).toBeGreaterThan(80_000)
    expect(files.filter((file) => /maplibre|antd|echarts/.test(file))).toEqual([])
  })
})

describe.each([360, 390])('at %i px', (width) => {
  test('an inspector reads a task, goes on duty, checks in, reports in five taps; no page has a serious fault', async () => {
    const { id } = await arrangeCase(console, 'checking')
    const { page, errors, foreign } = await console.open('guandu-inspector', '/field', phone(width))
    await page.locator(`a[href="/field/tasks/${id}"]`).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.locator(`a[href="/field/tasks/${id}"]`).click()
    await page.getByRole('link', { name: '核查', exact: true }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('link', { name: '核查', exact: true }).click()
    await page.getByRole('button', { name: '提交核查' }).click()
    await page.getByText('须先选择').waitFor()
    expect(await faultsOf(page)).toEqual([])

    await page.getByRole('link', { name: '我的' }).click()
    await page.getByText('未在岗').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: '上岗' }).click()
    await page.getByRole('button', { name: '下岗' }).waitFor()
    await page.getByRole('button', { name: '下岗' }).click()
    await page.getByText('未在岗').waitFor()

    await takePhoto(page, width)
    expect(await faultsOf(page)).toEqual([])
    await page.locator('[aria-label="问题类型"] button').first().click()
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await page.getByText('已送达').first().waitFor()
    expect([await faultsOf(page), errors, foreign]).toEqual([[], [], []])
  })
})

describe('on a phone', () => {
  test('a unit receives and returns with a reason, and the case knows it', async () => {
    const { id } = await arrangeCase(console, 'dispatched')
    const { page } = await console.open('guandu-water', `/field/tasks/${id}`, phone(360))
    await page.getByRole('button', { name: '签收' }).click()
    await page.getByRole('link', { name: '申请回退' }).click()
    await page.getByLabel('不属本单位职责').check()
    await page.getByLabel('说明').fill('该处箅子由路灯公司维护')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: '申请回退' }).click()
    const chief = await console.as('guandu-duty-chief')
    const standing = async (): Promise<unknown> => {
      const { stage, pending } = await chief.get<{ stage: string; pending: string }>(`/api/cases/${id}`)
      return [stage, pending]
    }
    await expect.poll(standing, { timeout: 20_000 }).toEqual(['handling', 'return'])
    await page.getByText('没有待发送').waitFor()
  })

  test('English shows no Chinese but data, in the dark, too', async () => {
    const { page } = await console.open('guandu-inspector', '/field/me', { ...phone(360), locale: 'en-US', colorScheme: 'dark' })
    await page.getByRole('button', { name: 'Go on duty' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.goto(`${console.site().url}/field/outbox`)
    await page.getByText('The outbox is empty').waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  test('no position is watched off duty or in the background', async () => {
    const { page } = await console.open('guandu-inspector', '/field/me', phone(360))
    await page.evaluate(`(() => { globalThis.watched = 0; globalThis.cleared = 0
      const place = navigator.geolocation, watch = place.watchPosition.bind(place), clear = place.clearWatch.bind(place)
      place.watchPosition = (...given) => { globalThis.watched++; return watch(...given) }
      place.clearWatch = (id) => { globalThis.cleared++; clear(id) } })()`)
    const show = (state: 'visible' | 'hidden'): Promise<unknown> =>
      page.evaluate(`(() => { Object.defineProperty(document, 'visibilityState', { configurable: true, value: '${state}' })
        document.dispatchEvent(new Event('visibilitychange')) })()`)
    await page.getByRole('link', { name: /^任务/ }).click()
    await page.getByRole('link', { name: '我的' }).click()
    expect(await page.evaluate('watched')).toBe(0)
    await page.getByRole('button', { name: '上岗' }).click()
    await until(page, 'watched === 1')
    // In a pocket: no watch; and what comes in between begins no other.
    await page.getByRole('button', { name: '更新' }).click()
    await show('hidden')
    await until(page, 'cleared === 1')
    await show('visible')
    await until(page, 'watched === 2')
    await page.getByRole('button', { name: '下岗' }).click()
    await page.getByText('未在岗').waitFor()
    await until(page, 'cleared === 2')
    expect(await page.evaluate('watched')).toBe(2)
  })

  test('signing out without a line ends the session all the same, as soon as there is one', async () => {
    const { page } = await console.open('guandu-inspector', '/field/me', phone(360))
    await page.getByText('未在岗').waitFor()
    await until(page, 'navigator.serviceWorker.controller !== null')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByLabel('账号', { exact: true }).waitFor()
    await page.reload()
    await page.getByLabel('账号', { exact: true }).waitFor()
    await page.context().setOffline(false)
    await page.reload()
    await page.getByRole('button', { name: '官渡区水务局处置员' }).waitFor()
    expect((await page.request.get(`${console.site().url}/api/session`)).status()).toBe(401)
  })

  test('what finds no line is tried a few times, not without end', async () => {
    const { id } = await arrangeCase(console, 'dispatched')
    const { page } = await console.open('guandu-water', `/field/tasks/${id}`, phone(360))
    let tried = 0
    await page.route('**/api/cases/*/receive', (route) => {
      tried++
      return route.abort()
    })
    await page.getByRole('button', { name: '签收' }).click()
    await page.getByText('1 条待发送').waitFor()
    await page.waitForTimeout(6000)
    expect(tried).toBeGreaterThan(1)
    expect(tried).toBeLessThanOrEqual(4)
    await page.unroute('**/api/cases/*/receive')
    await page.getByText('没有待发送').waitFor()
  })

  test('the code of a grid opens a report in that grid', async () => {
    const inspector = await console.as('guandu-inspector')
    const { grids } = await inspector.get<{ grids: { items: { code: string; name: string }[] } }>('/api/field/pack')
    const grid = grids.items[0]
    const { page } = await console.open('guandu-inspector', `/field/report?grid=${grid?.code}`, { ...phone(360), permissions: [] })
    await page.getByText(`网格：${grid?.name}`).waitFor()
  })

  test('a report on a slow line and a slow processor is usable within 5 s and sent in the background', async () => {
    const { page } = await console.open('guandu-inspector', '/field/report', phone(360))
    await page.getByText('拍照', { exact: true }).waitFor()
    await until(page, 'navigator.serviceWorker.controller !== null')
    const session: CDPSession = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 2000,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    })
    const begun = Date.now()
    await page.goto(`${console.site().url}/field/report`)
    await page.getByText('拍照', { exact: true }).waitFor()
    const took = Date.now() - begun
    process.stdout.write(`report usable after ${took} ms on slow 3G and a processor four times slower\n`)
    expect(took).toBeLessThan(5000)
    await takePhoto(page, 7)
    await page.locator('[aria-label="问题类型"] button').first().click()
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await page.getByRole('heading', { name: '发件箱' }).waitFor()
    await page.getByRole('link', { name: /^任务/ }).click()
    await page.getByText('没有待发送').waitFor({ timeout: 60_000 })
  })
})
