import { expect, test } from 'vitest'
import { routes } from '#server/app.ts'
import { listOverflowing, type Visit } from './browser.ts'
import type { ConsoleTest } from './console/console.ts'

/** A path as OpenAPI writes it. */
const written = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

/** The page that describes the interface. */
export function testApiPage(console: ConsoleTest): void {
  const open = async (viewport = { width: 1440, height: 810 }): Promise<Visit> => {
    const opened = await console.open(null, '/docs', { viewport })
    await opened.page.waitForSelector('.opblock')
    return opened
  }

  test('lists every route the server has, those of cases among them, without a failure and without asking anybody else', async () => {
    const { page, errors, foreign } = await open()
    expect(await page.title()).toContain('接口说明')
    const shown = await page.locator('.opblock-summary-path').allTextContents()
    const paths = new Set(shown.map((path) => path.replaceAll('\u200b', '').trim()))
    expect(paths).toContain('/api/cases')
    expect(paths).toContain('/api/cases/boxes')
    expect(routes.map(({ path }) => written(path)).filter((path) => !paths.has(path))).toEqual([])
    await page.waitForLoadState('networkidle')
    expect([errors, foreign]).toEqual([[], []])
  })
  test('shows a contract when one is opened, on a phone, too', async () => {
    const { page, errors, foreign } = await open({ width: 390, height: 844 })
    const block = page.locator('.opblock', { has: page.locator('[data-path="/api/cases/boxes"]') })
    await block.locator('.opblock-summary-control').click()
    await block.locator('.opblock-body').waitFor()
    expect((await block.allInnerTexts()).join()).toContain('overdue')
    expect([await listOverflowing(page), errors, foreign]).toEqual([[], [], []])
  })
}
