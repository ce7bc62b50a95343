import { TOTP, URI } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const settle = { timeout: 20_000, interval: 300 }
const EITHER = [
  { colorScheme: 'light', viewport: { width: 1440, height: 810 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
async function sound(page: Page): Promise<void> {
  await expect.poll(() => seriousFaults(page), settle).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()

/** The next code of an authenticator: the site's time moves on as far as the code lasts. */
function nextCode(totp: TOTP): string {
  console.site().skip(30_000)
  return totp.generate({ timestamp: console.site().now().getTime() })
}

describe('an authenticator', () => {
  test('is set up from the account page, asked for at the next sign-in, and taken off again', { timeout: 120_000 }, async () => {
    const { page } = await console.open('guandu-street-team', '/account')
    await page.getByRole('heading', { name: '登录与安全' }).waitFor()
    expect(await layoutShift(page)).toBeLessThan(0.1)
    const begun = page.waitForResponse((response) => response.url().endsWith('/enrolment'))
    await press(page, '绑定验证器')
    const totp = URI.parse(((await (await begun).json()) as { uri: string }).uri)
    if (!(totp instanceof TOTP)) throw new Error('not a time-based code')
    await page.getByRole('img', { name: '验证器二维码' }).waitFor()
    await page.getByText('扫不了码？').click()
    expect((await page.getByRole('dialog').locator('code').innerText()).replaceAll(' ', '')).toBe(totp.secret.base32)
    await sound(page)
    await page.getByLabel(/输入应用显示的六位数字/).fill(nextCode(totp) === '000000' ? '111111' : '000000')
    await press(page, '完成绑定')
    await page.getByText('动态码不正确或已用过').waitFor()
    await page.getByLabel(/输入应用显示的六位数字/).fill(nextCode(totp))
    await press(page, '完成绑定')
    const codes = page.getByRole('list', { name: '恢复码' }).getByRole('listitem')
    await codes.first().waitFor()
    expect(await codes.count()).toBe(10)
    const recovery = await codes.first().innerText()
    await sound(page)
    await press(page, '我已保存好，继续')
    await page.getByText('还剩 10 个恢复码').waitFor()

    const again = await console.open(null, '/account', { locale: 'en-GB', ...EITHER[1] })
    await again.page.click('button[value="guandu-street-team"]')
    await again.page.getByRole('heading', { name: 'Give the code' }).waitFor()
    expect(await again.page.getByRole('banner').count()).toBe(0)
    await sound(again.page)
    await again.page.getByLabel('Code or recovery code').fill(recovery)
    await press(again.page, 'Go on')
    await again.page.getByText('9 recovery codes left').waitFor()
    await sound(again.page)

    await press(page, '解除绑定')
    await page.getByRole('dialog').getByLabel('动态码或恢复码').fill(nextCode(totp))
    await page.getByRole('dialog').getByRole('button', { name: '解除绑定' }).click()
    await page.getByText('未绑定').waitFor()
    await again.page.reload()
    await again.page.locator('button[value="guandu-street-team"]').waitFor()
  })
})

describe('my sessions', () => {
  test('show each place one is signed in; ending one signs it out', { timeout: 60_000 }, async () => {
    const there = await console.open('guandu-water', '/account')
    const { page } = await console.open('guandu-water', '/account')
    const lines = page.getByRole('region', { name: '我的登录' }).getByRole('listitem')
    await lines.first().waitFor()
    const before = await lines.count()
    expect(before).toBeGreaterThanOrEqual(2)
    expect(await lines.filter({ hasText: '当前' }).count()).toBe(1)
    await lines.filter({ hasNotText: '当前' }).first().getByRole('button', { name: '结束' }).click()
    await expect.poll(() => lines.count(), settle).toBe(before - 1)
    await press(page, '在所有地方退出登录')
    await page.getByRole('dialog').getByRole('button', { name: '在所有地方退出登录' }).click()
    await page.locator('button[value="guandu-water"]').waitFor()
    await there.page.reload()
    await there.page.locator('button[value="guandu-water"]').waitFor()
  })
})

describe('API keys', () => {
  test('are made for what one may do, told once, work, and end when revoked', { timeout: 90_000 }, async () => {
    const { page } = await console.open('guandu-duty-chief', '/administration/keys')
    await press(page, '新建密钥')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '新建密钥' }).click()
    await expect.poll(() => dialog.locator('.ant-form-item-explain-error').count(), settle).toBe(2)
    await dialog.getByLabel('用途').fill('统计接口')
    for (const scope of ['查看辖区案件', '查看本单位案件']) {
      await dialog.getByLabel('权限').fill(scope)
      await page.keyboard.press('Enter')
    }
    await dialog.getByLabel('用途').click()
    await sound(page)
    await dialog.getByRole('button', { name: '新建密钥' }).click()
    const told = page.getByRole('dialog', { name: /请保存密钥/ })
    const header = (await told.locator('code').innerText()).replace('Authorization: ', '')
    const read = () => fetch(`${console.site().url}/api/cases?limit=1`, { headers: { authorization: header } })
    expect((await read()).status).toBe(200)
    expect((await fetch(`${console.site().url}/api/session/keys`, { headers: { authorization: header } })).status).toBe(403)
    await told.getByRole('button', { name: '关闭' }).last().click()
    const line = page.getByRole('listitem').filter({ hasText: '统计接口' }).first()
    await line.getByText(/官渡区/).waitFor()
    await sound(page)
    await line.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
    await line.getByText('已撤销').first().waitFor()
    expect((await read()).status).toBe(401)
  })
})

describe('a wall', () => {
  test('is what a machine is made when somebody signs in to see the wall: it shows, and changes nothing', { timeout: 90_000 }, async () => {
    const { page } = await console.open(null, '/?next=%2Fscreen')
    await page.click('button[value="city-supervisor"]')
    await page.getByRole('heading', { name: '打开大屏' }).waitFor()
    await sound(page)
    await press(page, '转为大屏登录并打开')
    await page.waitForURL(/\/screen$/)
    const cookies = await page.context().cookies()
    const session = cookies.find(({ name }) => name === 'wangge_session')
    const months = ((session?.expires ?? 0) * 1000 - Date.now()) / 86_400_000
    expect(months).toBeGreaterThan(85)
    await page.goto(`${console.site().url}/account`)
    await page.getByText('只读，不能办理业务').waitFor()
    await press(page, '在所有地方退出登录')
    await page.getByRole('dialog').getByRole('button', { name: '在所有地方退出登录' }).click()
    await page.getByText('这是大屏的只读登录').waitFor()
  })
})
