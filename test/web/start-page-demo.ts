import { expect, test } from 'vitest'
import { ACCOUNTS, ADMINISTRATOR, INSPECTOR } from './site.ts'
import { settled, type Visitor } from './visitor.ts'

/** One click per account. */
export function testDemoAccounts(visitor: Visitor): void {
  test('are all listed, and one click each signs in, from one to the next', async () => {
    const { page, errors } = await visitor.open('/')
    await settled(page)
    expect(await page.locator('#accounts button').count()).toBe(ACCOUNTS)
    for (const [account, post] of [
      [INSPECTOR, 'centre.inspector'],
      [ADMINISTRATOR, 'administrator'],
    ] as const) {
      await page.click(`#accounts button[value="${account.login}"]`)
      await page.waitForSelector(`#who:has-text("${post}")`)
      expect(await page.locator('#accounts [aria-current="true"] code').allInnerTexts()).toEqual([expect.stringContaining(account.login)])
    }
    expect(errors).toEqual([])
  })
}

/** Links above the form. */
const LINKS = 3

/** Signing in, looking around and leaving without a mouse. */
export function testKeyboard(visitor: Visitor): void {
  test('alone is enough', async () => {
    const { page } = await visitor.open('/')
    await settled(page)
    const press = async (key: string, times = 1): Promise<void> => {
      for (let time = 0; time < times; time += 1) await page.keyboard.press(key)
    }
    await press('Tab', LINKS + 1)
    expect(await page.isVisible('#login:focus')).toBe(true)
    await page.keyboard.type(INSPECTOR.login)
    await press('Tab')
    await page.keyboard.type(INSPECTOR.password)
    await press('Enter')
    await page.waitForSelector('#me')
    await page.waitForSelector('#name:focus')
    await press('Tab', 4)
    expect(await page.isVisible('#leave:focus')).toBe(true)
    await press('Enter')
    await page.waitForSelector('#form')
    await page.waitForSelector('#login:focus')
    await press('Tab', 3)
    expect(await page.isVisible(`#accounts button[value="${INSPECTOR.login}"]:focus`)).toBe(true)
    await press('Enter')
    await page.waitForSelector('#name:focus')
  })
}
