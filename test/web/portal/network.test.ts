import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startConsole } from '../console/console.ts'
import { PHONE } from '../phone.ts'
import { onScreen, receiptOn } from './on-screen.ts'
import { reportsOf } from './resident.ts'

const console = startConsole()
const PHOTO = fileURLToPath(new URL('../../../docs/examples/photo-after.jpg', import.meta.url))
const WORDS = '路灯杆歪了，快倒了'

/** Everything answered, up to the last screen. */
async function write(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(PHOTO)
  await page.getByText('已选 1 张').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByLabel('或者写地址').fill('官渡区太和街道永平路12号')
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByLabel('用自己的话说（可不填）').fill(WORDS)
  await page.getByRole('button', { name: '路灯不亮' }).last().tap()
  await page.getByRole('button', { name: '不留，下一步' }).tap()
  await onScreen(page, '看一遍，就发送')
}

const send = (page: Page) => page.getByRole('button', { name: '发送', exact: true })

describe('a bad line', () => {
  test('loses nothing: a reload keeps the draft with its photo, going offline is said, and it is sent by itself once the line is back', async () => {
    const { page } = await console.open(null, '/portal/report/photo', PHONE)
    await write(page)
    await page.reload()
    await onScreen(page, '看一遍，就发送')
    await page.getByText(WORDS).waitFor()
    await page.getByText('1 张', { exact: true }).waitFor()
    const before = await reportsOf(console)
    await page.context().setOffline(true)
    await page.getByText('现在没有网络。').waitFor()
    await send(page).tap()
    await page.getByText('没有发出去。').waitFor()
    await page.context().setOffline(false)
    const { number } = await receiptOn(page)
    expect(await reportsOf(console)).toHaveLength(before.length + 1)
    await page.reload()
    expect((await receiptOn(page)).number).toBe(number)
    await page.goto(`${console.site().url}/portal`)
    await page.getByRole('link', { name: '上报一个问题' }).waitFor()
    expect(await page.getByText('您有一件没写完的上报').count()).toBe(0)
  })

  test('that swallows the answer, and a finger that taps three times, still make one report with one number', async () => {
    const { page } = await console.open(null, '/portal/report/photo', PHONE)
    await write(page)
    const before = await reportsOf(console)
    let swallowed = 0
    await page.route('**/api/portal/reports', async (route) => {
      if (swallowed > 0) return route.continue()
      swallowed += 1
      await route.fetch()
      await route.abort('connectionreset')
    })
    await send(page).tap()
    await page.getByText('没有发出去。').waitFor()
    const again = page.getByRole('button', { name: '再发一次' })
    await again.evaluate((button: { click(): void }) => {
      for (let tap = 0; tap < 3; tap++) button.click()
    })
    const { number } = await receiptOn(page)
    const after = await reportsOf(console)
    expect([swallowed, after.length, after.includes(number)]).toEqual([1, before.length + 1, true])
  })

  test('that calls itself a line but is none is tried again without being asked', async () => {
    const { page } = await console.open(null, '/portal/report/photo', PHONE)
    await write(page)
    const before = await reportsOf(console)
    let broken = 0
    await page.route('**/api/portal/reports', (route) => (broken++ === 0 ? route.abort('connectionreset') : route.continue()))
    await send(page).tap()
    await page.getByText('没有发出去。').waitFor()
    const { number } = await receiptOn(page)
    expect((await reportsOf(console)).filter((each) => !before.includes(each))).toEqual([number])
  })

  test('that is slow does not hold up the questions, and says what it is doing while it sends', async () => {
    const { page } = await console.open(null, '/portal/report/photo', PHONE)
    await page.route('**/api/portal/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2500))
      await route.continue().catch(() => {})
    })
    await page.route('**/api/portal/cases/near?**', () => {})
    await page.getByRole('button', { name: '没有照片，下一步' }).tap()
    await page.getByRole('button', { name: '用我现在的位置' }).tap()
    await page.getByText('位置已记下').waitFor()
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByLabel('用自己的话说（可不填）').fill(WORDS)
    await page.getByRole('button', { name: '下一步' }).tap()
    // Nobody answers what is near: the question passes by itself.
    await onScreen(page, '要告诉您结果吗？')
    await page.getByRole('button', { name: '不留，下一步' }).tap()
    await send(page).tap()
    await page.getByRole('status').getByText('正在发送…').waitFor({ state: 'attached' })
    await receiptOn(page)
  })

  test('while the server is away the start says so and goes on by itself', async () => {
    const { page } = await console.open(null, '/portal/about', PHONE)
    await page.route('**/api/portal/about', (route) => route.abort())
    await page.reload()
    await page.getByText('连不上服务器。').waitFor()
    await page.unroute('**/api/portal/about')
    await page.getByText('365').first().waitFor({ timeout: 30_000 })
  })
})
