import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from '../console/arrange.ts'
import { seriousFaults } from '../console/axe.ts'
import { startConsole } from '../console/console.ts'
import { PHONE } from '../phone.ts'
import { onScreen, pressOn, tabTo } from './on-screen.ts'

const console = startConsole()
const NAME = '井盖、雨水箅子坏了'
const row = (page: Page) => page.getByRole('listitem').filter({ hasText: NAME })

describe('the public map', () => {
  test('lists what is around a place for whoever uses a keyboard, without a map where the device draws none', async () => {
    await arrangeCase(console, 'handling')
    const { page } = await console.open(null, '/portal/about', PHONE)
    await page.addInitScript(`HTMLCanvasElement.prototype.getContext = () => null`)
    await page.goto(`${console.site().url}/portal/map`)
    await page.getByText('地图没有打开。下面的列表照常可用。').waitFor()
    await pressOn(page, '用我现在的位置')
    await page.getByRole('heading', { name: /^这一带 1 件/ }).waitFor()
    await row(page).getByText('正在处理').waitFor()
    expect(await row(page).innerText()).not.toContain('官渡区春城路旁')
    await tabTo(page, `在地图上看：${NAME}`)
    await tabTo(page, `我也遇到：${NAME}`)
    await page.keyboard.press('Enter')
    await row(page).getByText('记下了，已有 1 人说也遇到。').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })

  test('finds a place by its name, draws it from our own tiles alone and keeps no cookie', async () => {
    const { page, errors, foreign } = await console.open(null, '/portal/map', { viewport: { width: 1280, height: 800 } })
    await onScreen(page, '公开地图')
    await page.locator('.maplibregl-canvas').waitFor()
    await tabTo(page, '找一个地方')
    await page.keyboard.type('太和街道')
    await page.getByRole('button', { name: /^太和街道/ }).waitFor()
    await pressOn(page, '太和街道')
    await page.getByRole('heading', { name: /^这一带/ }).waitFor()
    expect(await page.context().cookies()).toEqual([])
    expect([await listOverflowing(page), errors, foreign]).toEqual([[], [], []])
  })
})
