import { expect, test } from 'vitest'
import { type Visit, visibleText } from './browser.ts'
import { ADMINISTRATOR, INSPECTOR } from './site.ts'
import { settled, signIn, type Visitor } from './visitor.ts'

/** What somebody sees who may not come in. */
export function testRefusals(visitor: Visitor): void {
  const open = async (options = {}): Promise<Visit> => {
    const opened = await visitor.open('/', options)
    await settled(opened.page)
    return opened
  }

  test.each([
    ['zh-CN', '登录名或密码不正确。'],
    ['en-US', 'The login or the password is wrong.'],
  ])("shows the server's words (%s), keeps the login and is ready for another try", async (locale, words) => {
    const { page } = await open({ locale })
    await signIn(page, ADMINISTRATOR.login, 'wrong')
    expect([await visibleText(page, '#failure'), await page.inputValue('#login'), await page.isVisible('#password:focus')]).toEqual([
      words,
      ADMINISTRATOR.login,
      true,
    ])
    await signIn(page, ADMINISTRATOR.login, ADMINISTRATOR.password)
    expect([await page.isVisible('#me'), await visibleText(page, '#failure')]).toEqual([true, ''])
  })
  test('says after five failures how long to wait', async () => {
    const { page } = await open()
    const login = `nobody-${crypto.randomUUID()}`
    for (let failures = 0; failures < 5; failures += 1) await signIn(page, login, 'wrong')
    expect(await visibleText(page, '#failure')).toBe('登录名或密码不正确。')
    await signIn(page, login, 'wrong')
    expect(await visibleText(page, '#failure')).toMatch(/^此登录名失败次数过多，请在 \d+ 秒后再试。$/)
  })
  test('an unreachable server is called so', async () => {
    const { page } = await open()
    await page.context().setOffline(true)
    await signIn(page, INSPECTOR.login, INSPECTOR.password)
    expect(await visibleText(page, '#failure')).toContain('连接不上服务器')
  })
}
