import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { signedIn } from './client.ts'
import { startConsole } from './console.ts'

const console = startConsole()

/** Chooses what a search field of the page finds. */
async function find(page: Page, label: string, text: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).last().fill(text)
  await page.locator('.ant-select-item-option', { hasText: name }).last().click()
}
/** Types a day into the form that is open, until the calendar beside it has taken it. */
async function giveDay(page: Page, day: string): Promise<void> {
  // While a window still grows, a press and its release may meet two different things.
  await dialog(page).and(page.locator(':not(.ant-zoom-appear)')).waitFor()
  const field = dialog(page).getByLabel('生效日期')
  await field.click()
  await page.locator('.ant-picker-dropdown:visible').waitFor()
  await field.fill(day)
  await field.press('Enter')
  await page.locator('.ant-picker-dropdown:visible').waitFor({ state: 'hidden' })
  expect(await field.inputValue()).toBe(day)
}
const dialog = (page: Page) => page.getByRole('dialog').last()

describe('the organisation', () => {
  test('pinyin initials find a street; a name changes from a day on, and a wrong day is refused at its field', async () => {
    const { page, errors, foreign } = await console.open('administrator', '/administration/organisation')
    await page.getByRole('tree').waitFor()
    await find(page, '查找组织', 'gsjd', '关上街道')
    await page.getByRole('heading', { name: '关上街道' }).waitFor()
    await page.getByText('关上街道办事处').waitFor()
    await page.getByRole('button', { name: '更名' }).click()
    await dialog(page).getByLabel('名称', { exact: true }).fill('关上新街道')
    await giveDay(page, '2020-01-01')
    await dialog(page).getByRole('button', { name: '更名' }).click()
    await dialog(page)
      .getByText(/须晚于 530111001 现行版本的起始日 2020-01-01/)
      .waitFor()
    await giveDay(page, '2026-11-20')
    await dialog(page).getByRole('button', { name: '更名' }).click()
    await page.getByRole('heading', { name: '关上新街道' }).waitFor()
    await page.getByRole('heading', { name: '沿革' }).waitFor()
    expect(errors.filter((text) => !text.includes('404') && !text.includes('422'))).toEqual([])
    expect(foreign).toEqual([])
  })

  test('a community comes below another street, under a new code, with its grids', async () => {
    const { page, errors } = await console.open('administrator', '/administration/organisation?place=division:530111002001')
    await page.getByRole('button', { name: '改隶' }).click()
    await find(page, '改隶到哪个街道', '吴井', '吴井街道')
    await giveDay(page, '2026-11-20')
    await dialog(page).getByRole('button', { name: '改隶' }).click()
    await page.waitForURL(/division(:|%3A)530111003\d{3}/)
    await page.getByText(/530111002001 → 530111003\d{3}/).waitFor()
    const code = /530111003\d{3}/.exec(page.url())?.[0] ?? ''
    const { features } = await (await console.as('administrator')).get<{ features: readonly object[] }>(`/api/divisions/${code}/grids`)
    expect([features.length > 0, errors]).toEqual([true, []])
  })

  test('a person is added, appointed, gets a one-time password and signs in with it', async () => {
    const login = `new-${Date.now()}`
    const { page } = await console.open('administrator', '/administration/people')
    await page.getByRole('button', { name: '新增人员' }).click()
    await dialog(page).getByLabel('姓名').fill('测试新人')
    await dialog(page).getByLabel('登录名').fill('city-acceptor')
    await dialog(page).getByRole('button', { name: '新增人员' }).click()
    await dialog(page).getByText('登录名 city-acceptor 已有人使用').waitFor()
    await dialog(page).getByLabel('登录名').fill(login)
    await dialog(page).getByRole('button', { name: '新增人员' }).click()

    await page.getByRole('button', { name: '任命' }).click()
    await dialog(page).getByText('正职或副职').waitFor()
    await find(page, '地点', '官渡区', '官渡区')
    await find(page, '单位', '监督指挥中心', '监督指挥中心')
    await dialog(page).getByRole('combobox', { name: '选择岗位' }).click()
    await page.locator('.ant-select-item-option', { hasText: '受理员' }).last().click()
    await expect.poll(() => page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').count()).toBe(0)
    await dialog(page).getByRole('combobox', { name: '正职或副职' }).click()
    await page.locator('.ant-select-item-option', { hasText: '副职' }).last().click()
    await dialog(page).getByRole('button', { name: '任命' }).click()
    await page.locator('.ant-drawer-body').getByText('副职').waitFor()

    expect(await page.getByRole('button', { name: '发一次性密码' }).count()).toBe(0)
    await secure(new URL(page.url()).searchParams.get('person') ?? '', login)
  })

  /** The password is for the security administrator to draw. */
  const secure = async (person: string, login: string): Promise<void> => {
    const { page } = await console.open('security-administrator', `/administration/people?person=${person}`)
    await page.getByRole('button', { name: '发一次性密码' }).click()
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '发一次性密码' }).click()
    const password = await page.locator('.ant-modal code').innerText()
    expect(password.length).toBeGreaterThanOrEqual(8)
    const signed = await signedIn(console.site().url, login, password)
    expect(await signed.get('/api/session')).toMatchObject({ person: { name: '测试新人' }, mustChangePassword: true, permissions: [] })
  }

  test('a role is not given more than the post holds that changes it; another role is changed', async () => {
    const { page } = await console.open('security-administrator', '/administration/roles')
    await page.getByRole('button', { name: '修改 · 安全管理员' }).click()
    await page.getByRole('checkbox', { name: /^立案与结案/ }).check()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText(/不能给自己添加当前岗位没有的权限：case\.file/).waitFor()
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '修改 · 受理员' }).click()
    await page.getByRole('checkbox', { name: /^查看来电人/ }).check()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存').waitFor()
    const { items } = await (await console.as('administrator')).get<{ items: { code: string; permissions: string[] }[] }>('/api/roles')
    expect(items.find(({ code }) => code === 'acceptor')?.permissions).toContain('case.read-contact')
    expect(items.find(({ code }) => code === 'security-administrator')?.permissions).not.toContain('case.file')
  })

  test('a file of people names row, column and rule before anybody is imported', async () => {
    const { page } = await console.open('administrator', '/administration/people')
    await page.getByRole('button', { name: '导入', exact: true }).click()
    const csv = 'name,login,unit,role,title,valid_from\n测试甲,,530111-centre,no-such-role,受理员,2026-11-20\n'
    await page.locator('input[type="file"]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText(/1 行中有 \d+ 处错误/).waitFor()
    await dialog(page).getByText('no-such-role', { exact: true }).waitFor()
    expect(await dialog(page).getByRole('button', { name: /^导入/ }).isDisabled()).toBe(true)
  })

  test('who lacks staff is listed, and a server that fails is asked again', async () => {
    const { page } = await console.open('administrator', '/administration/organisation')
    let broken = true
    await page.route('**/api/vacancies*', (route) =>
      broken ? route.fulfill({ status: 500, json: { code: 'server.error' } }) : route.continue(),
    )
    await page
      .getByRole('button', { name: /网格|管理页面/ })
      .first()
      .count()
    await page.getByRole('link', { name: '网格员与空缺' }).click()
    await page.getByRole('button', { name: '再试一次' }).waitFor()
    broken = false
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByText(/个网格，缺 \d+ 人/).waitFor()
    await page.locator('.ant-table-row button').first().click()
    await page.getByRole('heading', { name: '网格人员' }).waitFor()
  })

  test.each(['organisation?place=division:530111001', 'people', 'roles', 'staffing'])('%s: reading only, nothing serious for axe, nothing overflows', async (path) => {
    const { page } = await console.open('guandu-duty-chief', `/administration/${path}`, { viewport: { width: 1024, height: 768 } })
    await page.locator('h1').first().waitFor()
    await page.waitForTimeout(1500)
    for (const name of ['更名', '新增单位', '新增人员', '导入', '新增角色', '配备']) expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    // What a wide table scrolls inside itself does not widen the page.
    expect((await listOverflowing(page)).filter((text) => text.startsWith('the page'))).toEqual([])
    expect(await layoutShift(page)).toBeLessThan(0.1)
  }) // biome-ignore format: one story
})
