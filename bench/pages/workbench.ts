import type { Page } from 'playwright-core'
import type { Row } from '../report.ts'
import { timeFrames, timeInteractions } from './interactions.ts'

const line = '[role="row"][id]'

/** Loads rows as a reader does who goes to the end again and again. */
async function reach(page: Page, rows: number): Promise<number> {
  const foot = page.locator('section [role="status"]').filter({ hasText: /条/ }).last()
  const loaded = async (): Promise<number> => Number(/\d[\d,]*/.exec((await foot.textContent()) ?? '')?.[0].replaceAll(',', ''))
  await page.locator(line).first().focus()
  let count = await loaded()
  for (let turn = 0; turn < rows && count < rows; turn++) {
    await page.keyboard.press('End')
    await page.waitForTimeout(120)
    count = await loaded()
  }
  return count
}

const press =
  (page: Page, ...keys: readonly string[]) =>
  (nth: number): Promise<void> =>
    page.keyboard.press(keys[nth % keys.length] ?? 'j')

/** The workbench with many rows loaded, by keys and by pointer. */
export async function benchWorkbench(page: Page, url: string, rows: number): Promise<Row[]> {
  await page.goto(`${url}/workbench?box=all&open=true`)
  await page.locator(line).first().waitFor()
  const reached = await reach(page, rows)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const named = (what: string): string => `${what} (${reached.toLocaleString('en-GB')} rows)`
  const found = [
    await timeInteractions(page, named('keys j and k'), 24, press(page, 'k', 'k', 'j')),
    await timeInteractions(page, named('keys Home and End'), 6, press(page, 'Home', 'End')),
    await timeInteractions(page, named('x selects'), 10, press(page, 'x', 'k')),
    await timeInteractions(page, named('select all'), 3, press(page, 'Control+a')),
    await timeInteractions(page, named('Escape takes it back'), 1, press(page, 'Escape')),
    await timeInteractions(page, named('filter panel opens and closes'), 4, () => button('筛选').click()),
    await timeInteractions(page, named('columns open'), 1, () => button('列').click()),
    await timeInteractions(page, named('a column comes and goes'), 4, () => page.getByRole('checkbox', { name: '地址' }).click()),
    await timeInteractions(page, named('columns close'), 1, () => button('列').click()),
    await timeFrames(page, named('scrolling'), async () => {
      await page.mouse.move(600, 500)
      for (let turn = 0; turn < 20; turn++) {
        await page.mouse.wheel(0, turn < 10 ? -1500 : 1500)
        await page.waitForTimeout(60)
      }
    }),
  ]
  const filter = await timeInteractions(page, named('a box is chosen'), 1, () =>
    page.getByRole('navigation', { name: '案卷箱' }).getByRole('link').first().click(),
  )
  return [...found, filter]
}

/** One case after another in the pane beside the list. */
export async function benchCase(page: Page, url: string): Promise<Row[]> {
  await page.goto(`${url}/workbench?box=all&open=true`)
  await page.locator(line).first().waitFor()
  await page.locator(line).first().focus()
  const pane = page.getByRole('region', { name: '案卷', exact: true })
  const enter = await timeInteractions(page, 'Enter opens a case', 1, press(page, 'Enter'), 4000)
  await pane.locator('h1').first().waitFor()
  const next = await timeInteractions(page, 'j, the case beside the list follows', 10, press(page, 'j'), 900)
  const fast = await timeInteractions(page, 'j, faster than the case follows', 15, press(page, 'j'), 120)
  const close = await timeInteractions(page, 'Escape closes it', 1, press(page, 'Escape'))
  return [enter, next, fast, close]
}
