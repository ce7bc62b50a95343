import { expect, test } from 'vitest'
import { type Visit, visibleText } from './browser.ts'
import { ADMINISTRATOR, INSPECTOR } from './site.ts'
import { reload, settled, signIn, type Visitor } from './visitor.ts'

/** What somebody sees who signs in, stays and leaves. */
export function testSignIn(visitor: Visitor): void {
  const open = async (): Promise<Visit> => {
    const opened = await visitor.open('/')
    await settled(opened.page)
    return opened
  }

  test('says who one is: name, post, unit and areas', async () => {
    const { page, errors } = await open()
    await signIn(page, INSPECTOR.login, INSPECTOR.password)
    expect(await visibleText(page, '#name')).toMatch(/^测试员\d+$/)
    const who = await visibleText(page, '#who')
    for (const words of ['centre.inspector', '小城市centre', 'Small City centre', visitor.site().city.code('')])
      expect(who).toContain(words)
    expect(await page.isVisible('#form')).toBe(false)
    expect(errors).toEqual([])
  })
  test('counts the cases that wait, as they are', async () => {
    const { page } = await open()
    await signIn(page, INSPECTOR.login, INSPECTOR.password)
    const openCases = async () => (await page.locator('#boxes dd').allInnerTexts()).at(-1)
    const [before, names] = [await openCases(), await page.locator('#boxes dt').allInnerTexts()]
    expect(names.map((name) => name.replace(/\s+/g, ' '))).toEqual([
      '待办 Inbox',
      '超期 Overdue',
      '待裁定 For ruling',
      '未定单位 No unit yet',
      '挂牌督办 Listed',
      '在办总数 All open',
    ])
    const [lon, lat] = visitor.site().city.middle('1.1.1.1')
    const data = { requestId: crypto.randomUUID(), description: '雨水箅子断裂', address: '春城路旁', lon, lat }
    const reported = await page.request.post(`${visitor.site().url}/api/cases`, { data })
    expect(reported.status(), await reported.text()).toBe(201)
    await reload(page)
    expect([before, await openCases()]).toEqual(['0', '1'])
    expect(await visibleText(page, '#me')).toContain('工作台界面在后续版本提供')
  })
  test('a post that handles no cases is told so instead of being refused', async () => {
    const { page, errors } = await open()
    await signIn(page, ADMINISTRATOR.login, ADMINISTRATOR.password)
    expect([await page.isVisible('#no-cases'), await page.isVisible('#boxes'), errors]).toEqual([true, false, []])
  })
  test('lasts over a reload and ends with signing out', async () => {
    const { page, errors } = await open()
    await signIn(page, INSPECTOR.login, INSPECTOR.password)
    await reload(page)
    expect(await page.isVisible('#me')).toBe(true)
    await page.click('#leave')
    await page.waitForSelector('#form')
    expect((await page.request.get(`${visitor.site().url}/api/session`)).status()).toBe(401)
    await reload(page)
    expect([await page.isVisible('#form'), await page.isVisible('#me'), errors]).toEqual([true, false, []])
  })
  test('a session that ended elsewhere leads back to the form, with the reason', async () => {
    const { page } = await open()
    await signIn(page, INSPECTOR.login, INSPECTOR.password)
    await page.context().clearCookies()
    await reload(page)
    expect(await page.isVisible('#form')).toBe(true)
    expect(await visibleText(page, '#failure')).toContain('登录')
  })
}
