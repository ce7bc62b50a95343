import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { routes } from '#server/app.ts'
import { listOverflowing, type Visit } from './browser.ts'
import type { ConsoleTest } from './console/console.ts'

/** A path as OpenAPI writes it. */
const written = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

const PATH = '.opblock-summary-path'

/** The page draws only what is near the window, so a reader goes down it; tells the paths met until `enough`, or the end. */
async function readDown(page: Page, enough = (_: ReadonlySet<string>) => false): Promise<ReadonlySet<string>> {
  const met = new Set<string>()
  for (let still = 0; still < 8; ) {
    const before = met.size
    for (const path of await page.locator(PATH).allTextContents()) met.add(path.replaceAll('\u200b', '').trim())
    if (enough(met)) break
    await page.mouse.wheel(0, 500)
    await page.waitForTimeout(150)
    still = met.size === before ? still + 1 : 0
  }
  return met
}

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
    const paths = await readDown(page)
    expect(paths).toContain('/api/cases')
    expect(paths).toContain('/api/cases/boxes')
    expect(routes.map(({ path }) => written(path)).filter((path) => !paths.has(path))).toEqual([])
    await page.waitForLoadState('networkidle')
    expect([errors, foreign]).toEqual([[], []])
  })
  test('shows a contract when one is opened, on a phone, too', async () => {
    const { page, errors, foreign } = await open({ width: 390, height: 844 })
    await readDown(page, (met) => met.has('/api/cases/boxes'))
    const block = page.locator('.opblock', { has: page.locator('[data-path="/api/cases/boxes"]') })
    await block.locator('.opblock-summary-control').click()
    await block.locator('.opblock-body').waitFor()
    expect((await block.allInnerTexts()).join()).toContain('overdue')
    expect([await listOverflowing(page), errors, foreign]).toEqual([[], [], []])
  })
}
