import type { Page } from 'playwright-core'
import type { Row } from '../report.ts'
import { timeFrames, timeInteractions } from './interactions.ts'

/** Tiles that are asked for may come and be drawn meanwhile, ms. */
const DRAWN = 1500

async function drag(page: Page, by: number): Promise<void> {
  await page.mouse.move(900, 450)
  await page.mouse.down()
  for (let step = 1; step <= 6; step++) await page.mouse.move(900 + (by * step) / 6, 450 + (by * step) / 12)
  await page.mouse.up()
}

/** The map of all open cases: moved, zoomed, filtered, a case opened and closed. */
export async function benchMap(page: Page, url: string): Promise<Row[]> {
  await page.goto(`${url}/map`)
  const list = page.getByRole('region', { name: '视野内的案卷' })
  await list.getByRole('listitem').first().waitFor({ timeout: 60_000 })
  await page.waitForTimeout(DRAWN * 2)
  const legend = page.getByRole('list', { name: '按灯筛选' }).getByRole('button', { name: /超时|逾期|已超/ })
  const canvas = page.locator('.maplibregl-canvas')
  return [
    await timeInteractions(page, 'press and drag', 4, (nth) => drag(page, nth % 2 === 0 ? 200 : -200), DRAWN),
    await timeFrames(page, 'while dragging', () => drag(page, 200)),
    await timeInteractions(
      page,
      'zoom by key',
      4,
      async (nth) => {
        await canvas.focus()
        await page.keyboard.press(nth < 2 ? '=' : '-')
      },
      DRAWN,
    ),
    await timeInteractions(page, 'a light of the legend', 2, () => legend.click(), DRAWN),
    await timeInteractions(
      page,
      'a case of the list opens',
      3,
      (nth) => list.getByRole('listitem').nth(nth).getByRole('button').click(),
      DRAWN,
    ),
    await timeInteractions(page, 'Escape closes it', 1, () => page.keyboard.press('Escape')),
  ]
}
