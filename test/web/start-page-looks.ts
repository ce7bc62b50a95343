import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from './browser.ts'
import { INSPECTOR } from './site.ts'
import { settled, type Visitor } from './visitor.ts'

/** Ways the page can stand; each leads on from the one before it. */
const STATES: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['as it opens', settled],
  [
    'refused',
    async (page) => {
      await page.fill('#login', 'nobody-with-a-login-of-considerable-length@example.test')
      await page.fill('#password', 'wrong')
      await page.click('#form button')
      await page.waitForSelector('#failure:not(:empty)')
    },
  ],
  [
    'signed in, permissions shown',
    async (page) => {
      await page.click(`#accounts button[value="${INSPECTOR.login}"]`)
      await page.waitForSelector('#boxes dd')
      await page.click('summary')
    },
  ],
]

/** Violations of WCAG 2.2 A and AA and of good practice that hinder people seriously, as rule and element. */
async function listViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** Widths from phone to desk, both colour schemes. */
export function testLooks(visitor: Visitor): void {
  describe.each([360, 768, 1440])('%i pixels wide', (width) => {
    test('nothing reaches beyond the window, whatever the page shows', async () => {
      const { page } = await visitor.open('/', { viewport: { width, height: 810 } })
      for (const [state, reach] of STATES) {
        await reach(page)
        expect(await listOverflowing(page), state).toEqual([])
      }
    })
  })

  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    test('axe finds nothing that hinders people', async () => {
      const { page } = await visitor.open('/', { colorScheme })
      for (const [state, reach] of STATES) {
        await reach(page)
        expect(await listViolations(page), state).toEqual([])
      }
    })
  })
}
