import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const HOUR = 3_600_000

/** Three open cases of 官渡 district: one has waited too long to be accepted, one is being handled, one was just reported far out in 大板桥街道. */
beforeAll(async () => {
  await arrangeCase(console, 'reported')
  console.site().skip(HOUR)
  await arrangeCase(console, 'handling')
  await arrangeCase(console, 'reported', { lon: 102.9595615, lat: 25.0305053 })
}, 60_000)

/** How many cases the list says are in view, once it says so. */
async function inView(page: Page): Promise<number> {
  const said = page.getByRole('region', { name: '视野内的案卷' }).getByRole('status').first()
  await said.filter({ hasText: /\d/ }).waitFor({ timeout: 60_000 })
  return Number((await said.textContent())?.replaceAll(/\D/g, ''))
}

/** Pixels of the map that have exactly this colour ('#RRGGBB'). */
async function pixelsOf(page: Page, colour: string): Promise<number> {
  const picture = await page.locator('.maplibregl-canvas').screenshot()
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const wanted = Number.parseInt(colour.slice(1), 16)
  let found = 0
  for (let at = 0; at < data.length; at += info.channels) {
    if ((((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)) === wanted) found += 1
  }
  return found
}

const lines = (page: Page) => page.getByRole('region', { name: '视野内的案卷' }).getByRole('listitem')

describe('the map', () => {
  test('shows every open case of the city as lights and as a list, without fault, shift or request elsewhere', async () => {
    const { page, errors, foreign } = await console.open('city-duty-chief', '/map')
    const api = await console.as('city-duty-chief')
    expect(await inView(page)).toBe((await api.get<{ total: number }>('/api/cases/count?open=true')).total)
    await expect.poll(() => pixelsOf(page, PALETTES.light.land), { timeout: 30_000 }).toBeGreaterThan(10_000)
    await expect.poll(() => pixelsOf(page, PALETTES.light.green), { timeout: 30_000 }).toBeGreaterThan(20)
    expect(await seriousFaults(page)).toEqual([])
    expect(await layoutShift(page)).toBeLessThan(0.02)
    expect([errors, foreign]).toEqual([[], []])
  }, 120_000)

  test('goes to a place that is looked for, and lists what is there', async () => {
    const { page, errors } = await console.open('city-duty-chief', '/map')
    expect(await inView(page)).toBe(3)
    await page.getByRole('combobox', { name: /找地点/ }).fill('大板桥')
    await page.locator('.ant-select-item-option').filter({ hasText: '大板桥街道' }).first().click()
    await expect.poll(() => inView(page), { timeout: 30_000 }).toBe(1)
    expect(errors).toEqual([])
  }, 120_000)

  test('opens a case beside it, at an address of its own; Escape closes it', async () => {
    const { page } = await console.open('city-duty-chief', '/map')
    await inView(page)
    await lines(page).first().getByRole('button').click()
    await page.getByRole('region', { name: '打开的案卷' }).getByRole('heading').first().waitFor()
    expect(new URL(page.url()).searchParams.get('case')).not.toBeNull()
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: '打开的案卷' }).waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.get('case')).toBeNull()
  }, 120_000)

  test('the legend filters: only lights that are pressed are listed', async () => {
    const { page } = await console.open('city-duty-chief', '/map')
    await inView(page)
    await page
      .getByRole('list', { name: '按灯筛选' })
      .getByRole('button', { name: /时限内/ })
      .click()
    await expect.poll(() => new URL(page.url()).searchParams.get('light')).toBe('green')
    const api = await console.as('city-duty-chief')
    const { total } = await api.get<{ total: number }>('/api/cases/count?open=true&light=green')
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(3)
    await expect.poll(() => inView(page), { timeout: 30_000 }).toBe(total)
    const lights = await lines(page).getByRole('img').all()
    const names = await Promise.all(lights.map((light) => light.getAttribute('aria-label')))
    expect(new Set(names)).toEqual(new Set(['时限内']))
  }, 120_000)

  test('is worked by keys: the focused map zooms in and out', async () => {
    const { page } = await console.open('city-duty-chief', '/map')
    const all = await inView(page)
    await page.locator('.maplibregl-canvas').focus()
    const inViewAfter = async (key: string): Promise<number> => {
      await page.keyboard.press(key)
      return inView(page)
    }
    await expect.poll(() => inViewAfter('='), { timeout: 40_000, interval: 1500 }).toBeLessThan(all)
    await expect.poll(() => inViewAfter('-'), { timeout: 40_000, interval: 1500 }).toBe(all)
  }, 120_000)

  test('where nothing can be drawn it says so, and the list goes on', async () => {
    const { page } = await console.open('city-duty-chief', '/workbench')
    await page.addInitScript(`HTMLCanvasElement.prototype.getContext = () => null`)
    await page.goto(`${console.site().url}/map`)
    await page.getByText('这台设备画不出地图').waitFor()
    expect(await inView(page)).toBe(3)
  }, 120_000)

  test('fits a window of 1024 by 768', async () => {
    const { page } = await console.open('guandu-duty-chief', '/map', { viewport: { width: 1024, height: 768 } })
    await inView(page)
    expect(await listOverflowing(page)).toEqual([])
  }, 120_000)
})
