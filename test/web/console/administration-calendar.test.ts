import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const CALENDAR = '/administration/calendar'
const MINUTE = 60_000

interface Days {
  readonly days: readonly { readonly day: string; readonly kind: string; readonly name: string | null }[]
}

describe('the working calendar', () => {
  test('shows a year in shapes and words, refuses days that are over, and a deadline follows a day that is made off', async () => {
    const { page, errors } = await console.open('administrator', CALENDAR)
    await page.getByText('已公布 · 248 个工作日').waitFor()
    expect(await page.locator('[data-day]').count()).toBe(365)
    const marked = await page.locator('[data-day="2026-10-10"], [data-day="2026-10-01"]').allInnerTexts()
    expect(marked.map((text) => text.replaceAll(/\s/g, ''))).toEqual(['1休', '10班'])

    const compute = async (): Promise<string> => {
      await page.getByRole('button', { name: '试算' }).click()
      const answer = page.getByRole('status').filter({ hasText: '到期' })
      await answer.waitFor()
      return answer.innerText()
    }
    await page.getByLabel('从何时起').fill('2026-11-20 16:30')
    await page.getByLabel('从何时起').press('Enter')
    expect(await compute()).toMatch(/2026-11-23 10:30[\s\S]*跳过 2 个休息日[\s\S]*2026-11-21 周末/)

    await page.locator('[data-day="2026-11-19"]').click()
    await page.getByRole('dialog').getByText('这一天已过').waitFor()
    await page.getByRole('dialog').getByText('关闭', { exact: true }).click()

    await page.locator('[data-day="2026-11-24"]').focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('2026-11-23 周一').waitFor()
    await page.getByRole('radio', { name: '放假' }).check()
    await page.getByRole('dialog').getByLabel('名称').fill('城市停工日')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已公布 · 247 个工作日').waitFor()
    expect(await page.locator('[data-day="2026-11-23"]').getAttribute('aria-label')).toBe('23休 2026-11-23 周一 放假 城市停工日')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '试算' }).click()
    await page.getByText('2026-11-24 10:30').waitFor()
    // Other files of this run count by the published calendar.
    await page.locator('[data-day="2026-11-23"]').click()
    await page.getByRole('radio', { name: /平常/ }).check()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已公布 · 248 个工作日').waitFor()
    expect(errors).toEqual([])
  }, 90_000)

  test('of a year that is not published says what then happens, and publishes it when it has days off', async () => {
    const { page } = await console.open('administrator', `${CALENDAR}?year=2028`)
    await page.getByText('2028 年尚未公布').waitFor()
    await page.getByRole('button', { name: '公布 2028 年' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '公布 2028 年' }).click()
    await page.getByRole('dialog').getByText('至少要有一个放假日').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await page.locator('[data-day="2028-01-03"]').click()
    await page.getByRole('radio', { name: '放假' }).check()
    await page.getByRole('dialog').getByLabel('名称').fill('元旦')
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('[data-day="2028-01-03"][data-look="off"]').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '公布 2028 年' }).click()
    await page.getByRole('dialog').getByText('放假 1 天').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '公布 2028 年' }).click()
    await page.getByText('已公布 · 259 个工作日').waitFor()
  }, 90_000)

  test('sets the working hours, and tells of slots that overlap before anything is sent', async () => {
    const { page } = await console.open('administrator', CALENDAR)
    await page.getByRole('button', { name: '修改时段' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('第 1 段 到').fill('15:00')
    await dialog.getByText('互不重叠').waitFor()
    expect(await dialog.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
    await dialog.getByLabel('第 1 段 到').fill('12:30')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('08:00–12:30').waitFor()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '修改时段' }).click()
    await dialog.getByLabel('第 1 段 到').fill('12:00')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('08:00–12:00').waitFor()
  }, 60_000)

  test('is read only without the permission', async () => {
    const { page } = await console.open('guandu-duty-chief', CALENDAR)
    await page.locator('[data-day="2026-12-01"]').click()
    await page.getByRole('dialog').getByText('您可以查看').waitFor()
    expect(await page.getByRole('button', { name: /从 Excel 导入|修改时段|公布/ }).count()).toBe(0)
    const { days } = await (await console.as('guandu-duty-chief')).get<Days>('/api/calendar/2026/days?month=12')
    expect(days[0]).toMatchObject({ day: '2026-12-01', kind: 'working' })
  }, 60_000)

  test.each(['zh-CN', 'en-GB'])(
    'nothing serious for axe, nothing jumps, nothing overflows: %s',
    async (locale) => {
      console.site().skip(MINUTE)
      for (const width of [1440, 1024]) {
        const { page, errors } = await console.open('administrator', CALENDAR, { locale, viewport: { width, height: 810 } })
        await page.locator('[data-day="2026-12-31"]').waitFor()
        await page.waitForTimeout(500)
        expect(await seriousFaults(page)).toEqual([])
        expect(await layoutShift(page)).toBeLessThan(0.1)
        expect([await listOverflowing(page), errors]).toEqual([[], []])
      }
    },
    60_000,
  )
})
