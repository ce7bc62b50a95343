import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from '../console/arrange.ts'
import { startConsole } from '../console/console.ts'
import { PHONE } from '../phone.ts'
import { focused, onScreen, pressOn, receiptOn, tabTo } from './on-screen.ts'
import { reportsOf } from './resident.ts'

const console = startConsole()
const PHOTO = fileURLToPath(new URL('../../../docs/examples/photo-after.jpg', import.meta.url))
const MINUTE = 60_000

describe('a report', () => {
  test('is made by keyboard alone, the title of each screen read out as it comes, and looked up the same way', async () => {
    const { page, errors, foreign } = await console.open(null, '/portal')
    await onScreen(page, '看到城市里的问题？告诉我们')
    await pressOn(page, '上报一个问题')
    await onScreen(page, '有照片吗？')
    expect(await focused(page)).toBe('有照片吗？')
    await pressOn(page, '没有照片，下一步')
    await onScreen(page, '哪里？')
    expect(await focused(page)).toBe('哪里？')
    await tabTo(page, '或者写地址')
    await page.keyboard.type('官渡区太和街道永平路12号')
    await page.getByText('这个地址在：').waitFor()
    await pressOn(page, '下一步')
    await onScreen(page, '看到什么？')
    await pressOn(page, '井盖、雨水箅子坏了')
    await onScreen(page, '要告诉您结果吗？')
    await pressOn(page, '不留，下一步')
    await onScreen(page, '看一遍，就发送')
    await pressOn(page, '发送')
    const { number, code } = await receiptOn(page)
    expect(await focused(page)).toBe('已收到，谢谢您')
    expect(await reportsOf(console)).toContain(number)
    await pressOn(page, '看进展')
    await onScreen(page, '查进展')
    await tabTo(page, '查询码')
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await onScreen(page, '已收到，等待受理')
    expect([errors, foreign]).toEqual([[], []])
  })

  test('is made by touch at 360 px within a minute, photo and place included, and no screen is wider than the phone', async () => {
    const { page, errors, foreign } = await console.open(null, '/portal', PHONE)
    const began = Date.now()
    await page.getByRole('link', { name: '上报一个问题' }).tap()
    await page.locator('input[type=file]').setInputFiles(PHOTO)
    await page.getByText('已选 1 张').waitFor({ state: 'attached' })
    const wide = [await listOverflowing(page)]
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByRole('button', { name: '用我现在的位置' }).tap()
    await page.getByText('位置已记下').waitFor()
    wide.push(await listOverflowing(page))
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByRole('button', { name: '路灯不亮' }).tap()
    await page.getByRole('button', { name: '不留，下一步' }).tap()
    await onScreen(page, '看一遍，就发送')
    wide.push(await listOverflowing(page))
    await page.getByRole('button', { name: '发送' }).tap()
    const { number } = await receiptOn(page)
    wide.push(await listOverflowing(page))
    expect(Date.now() - began).toBeLessThan(MINUTE)
    expect([wide.flat(), errors, foreign]).toEqual([[], [], []])
    const { photos } = await (await console.as('city-duty-chief')).get<{ photos: unknown[] }>(`/api/cases/${await idOf(number)}`)
    expect(photos).toHaveLength(1)
  })

  test('of what was reported nearby already ends with "me too", which counts once', async () => {
    await arrangeCase(console, 'handling')
    const { page } = await console.open(null, '/portal/report', PHONE)
    await page.getByRole('button', { name: '没有照片，下一步' }).tap()
    await page.getByRole('button', { name: '用我现在的位置' }).tap()
    await page.getByText('位置已记下').waitFor()
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByRole('button', { name: '井盖、雨水箅子坏了' }).tap()
    await onScreen(page, '附近已经有人报过，是同一件吗？')
    await page.getByRole('button', { name: '我也遇到：井盖、雨水箅子坏了' }).first().tap()
    await page.getByText('记下了，已有 1 人说也遇到。').waitFor()
    await page.getByRole('button', { name: '都不是，接着报我的' }).tap()
    await onScreen(page, '要告诉您结果吗？')
    await page.goBack()
    await page.getByText('记下了，已有 1 人说也遇到。').waitFor()
  })

  test('without a place or words is held back where they are asked, and says why', async () => {
    const { page } = await console.open(null, '/portal/report/send', PHONE)
    await onScreen(page, '哪里？')
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByText('请用上面一种办法告诉我们在哪里。').waitFor()
    await page.getByLabel('或者写地址').fill('双桥路12号')
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByText('从地址看不出在哪里。').waitFor()
    await page.getByRole('button', { name: '在地图上点' }).tap()
    // The whole city under one finger names no place: the first taps bring it nearer.
    const map = page.locator('.maplibregl-canvas')
    await map.tap()
    await page.waitForTimeout(1000)
    expect(await page.getByText('位置已记下').count()).toBe(0)
    for (let taps = 0; taps < 5 && (await page.getByText('位置已记下').count()) === 0; taps++) {
      await map.tap()
      await page.waitForTimeout(1000)
    }
    await page.getByText('位置已记下').waitFor()
    await page.getByRole('button', { name: '下一步' }).tap()
    await onScreen(page, '看到什么？')
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByText('请点一项，或用自己的话写几个字。').waitFor()
    await page.getByLabel('用自己的话说（可不填）').fill('门口的井盖没了')
    await page.getByRole('heading', { name: '像是这些' }).waitFor()
  })
})

async function idOf(number: string): Promise<string> {
  const { cases } = await (await console.as('city-duty-chief')).get<{ cases: { id: string }[] }>(`/api/cases?number=${number}`)
  return cases[0]?.id ?? ''
}
