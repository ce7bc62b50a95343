import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { type Arranged, arrangeCase, PLACE } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const MINUTE = 60_000

interface Seen {
  readonly stage: string
  readonly urgeCount: number
  readonly listedLevel: string | null
  readonly pending: string | null
}
const seen = async ({ id }: Arranged): Promise<Seen> => (await console.as('city-supervisor')).get<Seen>(`/api/cases/${id}`)
const becomes = (arranged: Arranged, part: Partial<Seen>, timeout = 20_000) =>
  expect.poll(() => seen(arranged), { timeout, interval: 500 }).toMatchObject(part)
const later = (minutes: number): string => new Date(console.site().now().getTime() + minutes * MINUTE).toISOString()

/** The row of a case in the list of the desk. */
const rowOf = (page: Page, arranged: Arranged) => page.locator(`#case-${arranged.id}`)
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: '督导台的列表' }).getByRole('link', { name })

describe('the supervision desk', () => {
  test('a return is asked, precedents are shown, it is ruled by keys, and the case goes back to dispatch', async () => {
    const [water, chief] = [await console.as('guandu-water'), await console.as('guandu-duty-chief')]
    const before = await arrangeCase(console, 'handling')
    await water.act(before.id, 'request-return', { reason: 'not_ours', note: '小区内部道路，产权属物业' })
    await chief.act(before.id, 'decide-return', { granted: true, ruling: '产权属物业，改派街道协调' })
    const asked = await arrangeCase(console, 'handling', { lon: PLACE.lon + 0.003 })
    await water.act(asked.id, 'request-return', { reason: 'not_ours', note: '产权不在我局' })
    const { page, errors, foreign } = await console.open('guandu-duty-chief', '/supervision')
    await rowOf(page, asked).waitFor({ timeout: 40_000 })
    await page.getByRole('region', { name: '各单位在办' }).getByText('官渡区水务局').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: '回退裁定' }).getByText('产权不在我局').waitFor()
    const precedents = page.getByRole('region', { name: '同类先例' })
    await precedents.getByText('产权属物业，改派街道协调').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(await layoutShift(page)).toBeLessThan(0.1)
    expect(await listOverflowing(page)).toEqual([])
    await page.keyboard.press('a')
    await page.keyboard.press('Control+Enter')
    await page.getByText('请写明裁定理由').waitFor()
    await page.keyboard.type('与先例相同，同意回退')
    await page.keyboard.press('Control+Enter')
    await becomes(asked, { stage: 'filed', pending: null })
    const dispatcher = await console.open('guandu-dispatcher', `/dispatch?box=returned&case=${asked.id}`)
    await dispatcher.page.getByText('曾被退回').waitFor()
    await dispatcher.page.getByText('与先例相同，同意回退').first().waitFor()
    expect([errors, foreign]).toEqual([[], []])
  }, 90_000)

  test('a suspension is granted in words of the reader, and resumes by itself when its time comes', async () => {
    const water = await console.as('guandu-water')
    const arranged = await arrangeCase(console, 'handling', { lon: PLACE.lon - 0.003 })
    await water.act(arranged.id, 'request-suspension', { until: later(40), reason: '等施工方退场' })
    const { page } = await console.open('guandu-duty-chief', `/supervision?case=${arranged.id}`)
    const form = page.getByRole('region', { name: '挂账审批' })
    await form.getByLabel('裁定理由').fill('属实，同意挂账')
    await form.getByRole('button', { name: '同意挂账' }).click()
    await becomes(arranged, { stage: 'suspended' })
    await tab(page, '挂账').click()
    await rowOf(page, arranged).click()
    await page.getByText('到期自动恢复处置').first().waitFor()
    console.site().skip(41 * MINUTE)
    await becomes(arranged, { stage: 'handling' }, 80_000)
    await rowOf(page, arranged).getByText('已处理').waitFor()
  }, 150_000)

  test('what is late is urged, listed by a rank and taken off by it, and others read why they cannot', async () => {
    const arranged = await arrangeCase(console, 'handling', { lon: PLACE.lon + 0.005 })
    console.site().skip(5 * 60 * MINUTE)
    const { page } = await console.open('city-supervisor', '/supervision?box=overdue')
    await rowOf(page, arranged).click()
    await page.getByRole('button', { name: '督办', exact: true }).click()
    const urge = page.getByRole('region', { name: /^督办：/ })
    await urge.getByLabel('内容').fill('请今日内办结并回复')
    await urge.getByRole('button', { name: '督办', exact: true }).click()
    await becomes(arranged, { urgeCount: 1 })
    await page.getByRole('button', { name: /更多/ }).click()
    await page.getByRole('menuitem', { name: '挂牌督办', exact: true }).click()
    const list = page.getByRole('region', { name: /^挂牌督办：/ })
    await list.getByRole('combobox', { name: '岗位' }).click()
    await page.locator('.ant-select-item-option').first().click()
    await list.getByLabel('理由').fill('群众反复反映')
    await list.getByRole('button', { name: '挂牌督办' }).click()
    await becomes(arranged, { listedLevel: 'city' })

    const chief = await console.open('guandu-duty-chief', `/supervision?box=listed&case=${arranged.id}`)
    await chief.page.getByText('群众反复反映').first().waitFor()
    await chief.page
      .getByText(/^摘牌.*/)
      .first()
      .waitFor()
    expect(await chief.page.getByRole('button', { name: '摘牌' }).count()).toBe(0)

    await tab(page, '挂牌').click()
    await rowOf(page, arranged).click()
    await page.getByRole('button', { name: '摘牌' }).click()
    const off = page.getByRole('region', { name: /^摘牌：/ })
    await off.getByLabel('理由').fill('已办结')
    await off.getByRole('button', { name: '摘牌' }).click()
    await becomes(arranged, { listedLevel: null })
  }, 120_000)

  test('several are urged with one text, and the desk stands at 1024 px, in English, in the dark', async () => {
    const arranged = [await arrangeCase(console, 'handling'), await arrangeCase(console, 'handling', { lon: PLACE.lon + 0.007 })]
    console.site().skip(5 * 60 * MINUTE)
    const { page } = await console.open('city-supervisor', '/supervision?box=overdue', {
      locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1024, height: 768 },
    }) // biome-ignore format: options
    for (const each of arranged) await rowOf(page, each).getByRole('checkbox').check()
    await page.getByRole('button', { name: /^Urge/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Text').fill('Please finish today')
    await dialog.getByRole('button', { name: /^Urge/ }).click()
    for (const each of arranged) await becomes(each, { urgeCount: 1 })
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: 'Open cases by unit' }).click()
    await page.getByRole('dialog').getByText('Guandu District Water Bureau').click()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Clear the filter' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(await listOverflowing(page)).toEqual([])
    const water = await console.open('guandu-water', '/supervision')
    await water.page.getByRole('alert').waitFor()
  }, 120_000)
})
