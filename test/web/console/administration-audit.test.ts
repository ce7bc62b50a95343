import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { listOverflowing } from '../browser.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const AUDIT = '/administration/audit'
const DAY = '/api/calendar/days/2026-12-25'

const put = async (path: string, body: unknown): Promise<void> => {
  const { page, close } = await console.open('administrator', '/administration/registers')
  const answer = await page.request.put(console.site().url + path, { data: body, headers: { origin: console.site().url } })
  if (!answer.ok()) throw new Error(await answer.text())
  await close()
}

const change = (kind: string | null, name: string) => put(DAY, { requestId: newId(), kind, name })

/** Other files of this run write to the same log: what is written here is the newest. */
beforeAll(() => console.site().skip(3 * 3_600_000))

describe('the audit log', () => {
  test('lists every action newest first, in words, and an entry beside the one before', async () => {
    await change('off', '甲')
    await change('off', '全市停工演练')
    const { page, errors } = await console.open('auditor', AUDIT)
    const lines = page.getByRole('list').getByRole('button')
    await lines.first().waitFor()
    expect(await lines.first().innerText()).toMatch(/今天[\s\S]*系统管理员[\s\S]*改一天的安排[\s\S]*2026-12-25 · 全市停工演练/)
    await lines.first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('row', { name: '名称 甲 全市停工演练' }).waitFor()
    expect(await drawer.getByRole('table').first().getByRole('row').count()).toBe(2)
    expect(errors).toEqual([])
  }, 60_000)

  test('is filtered by action, person and time, and exported as it is filtered', async () => {
    await (await console.as('administrator')).post('/api/catalogue/versions', { requestId: newId(), note: '审计试验' })
    await change(null, '')
    const { page } = await console.open('auditor', AUDIT)
    const lines = page.getByRole('list').getByRole('button')
    await lines.nth(1).waitFor()
    await page.getByLabel('操作', { exact: true }).click()
    await page.getByTitle('起草目录').click()
    await page.getByRole('list').getByRole('button', { name: '改一天的安排' }).first().waitFor({ state: 'detached' })
    const shown = Number(/共 (\d+) 条/.exec(await page.getByText(/已到最早一条/).innerText())?.[1])
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()])
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect([rows.length, rows[1]?.includes('catalogue.draft')]).toEqual([shown + 1, true])
    await page.getByLabel('人员', { exact: true }).fill('auditor')
    await page.getByTitle(/\(auditor\)/).click()
    await page.getByText('没有这样的记录').waitFor()
    expect(new URL(page.url()).searchParams.get('action')).toBe('catalogue.draft')
  }, 60_000)

  test('is for those who hold its permission alone', async () => {
    const { page } = await console.open('administrator', AUDIT)
    await page.getByText('没有权限').waitFor()
    expect(await page.getByRole('link', { name: '审计日志' }).count()).toBe(0)
  }, 60_000)

  test.each(['zh-CN', 'en-GB'])(
    'nothing serious for axe, nothing jumps, nothing overflows: %s',
    async (locale) => {
      const { page, errors } = await console.open('auditor', AUDIT, { locale, viewport: { width: 1024, height: 768 }, colorScheme: 'dark' })
      await page
        .getByRole('list')
        .getByRole('button', { name: /改一天的安排|Change one day of the calendar/ })
        .first()
        .click()
      await page.getByRole('dialog').getByRole('table').first().waitFor()
      await page.waitForTimeout(500)
      expect(await seriousFaults(page)).toEqual([])
      expect(await layoutShift(page)).toBeLessThan(0.1)
      expect([await listOverflowing(page), errors]).toEqual([[], []])
    },
    60_000,
  )
})
