import { describe, expect, test } from 'vitest'
import { demoAccounts } from '#demo/demo-accounts.ts'
import { listOverflowing } from '../browser.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
/** Asking who is signed in when nobody is answers 401, which the browser counts as an error. */
const withoutAsking = (errors: readonly string[]): string[] => errors.filter((text) => !text.includes('401'))

describe('signing in', () => {
  test('each demo account is one click, and signing out leads back', async () => {
    const { page, errors, foreign } = await console.open(null, '/')
    const accounts = page.locator('section[aria-labelledby="demo-accounts"] button')
    await accounts.first().waitFor()
    expect(await accounts.count()).toBe(demoAccounts().length)
    await page.click('button[value="guandu-acceptor"]')
    await page
      .getByRole('banner')
      .getByRole('button', { name: /受理员/ })
      .click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await accounts.first().waitFor()
    expect([withoutAsking(errors), foreign]).toEqual([[], []])
  })

  test("a wrong password says so in the reader's language and keeps the login", async () => {
    const { page } = await console.open(null, '/')
    await page.getByLabel('登录名').fill('guandu-acceptor')
    await page.getByLabel('密码').fill('wrong')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    expect(await page.getByRole('alert').innerText()).toBe('登录名或密码不正确。')
    expect(await page.getByLabel('登录名').inputValue()).toBe('guandu-acceptor')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('The login or the password is wrong.').waitFor()
  })

  test('an address asked for before signing in is opened after it', async () => {
    const { page } = await console.open(null, '/nothing-here')
    await page.click('button[value="guandu-acceptor"]')
    await page.getByText('没有这一页').waitFor()
  })

  test('language and theme are kept, and the page carries its language', async () => {
    const { page } = await console.open(null, '/')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Light or dark' }).click()
    await page.getByRole('menuitem', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Wangge · grid governance for a city' }).waitFor()
    expect(await page.evaluate(`[document.documentElement.lang, document.documentElement.dataset.theme]`)).toEqual(['en', 'dark'])
  })

  test.each(['light', 'dark'] as const)('nothing serious for axe, nothing jumps, nothing overflows: %s', async (colorScheme) => {
    for (const width of [1440, 390]) {
      const { page } = await console.open(null, '/', { colorScheme, viewport: { width, height: 810 } })
      await page.locator('button[value]').first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      expect(await layoutShift(page)).toBeLessThan(0.1)
      expect(await listOverflowing(page)).toEqual([])
    }
  })
})
