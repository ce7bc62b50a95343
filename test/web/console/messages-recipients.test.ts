import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { newId } from '#platform/identifier.ts'
import { listOverflowing } from '../browser.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const PAGE = '/administration/messages?view=recipients'
const settle = { timeout: 20_000, interval: 200 }
/** Nobody listens there, and no network is needed to know it. */
const NOWHERE = 'https://127.0.0.1:1/events'
const TABLES = ['message', 'messageContact', 'webhook'] as const

beforeEach(async () => {
  for (const table of TABLES) await console.site().db.deleteFrom(table).where('cityId', '=', DEMO_CITY_ID).execute()
})

const dialog = (page: Page) => page.getByRole('dialog')
const offices = (page: Page) => page.getByRole('list', { name: '单位与岗位' }).getByRole('listitem')
const webhooks = (page: Page) => page.getByRole('list', { name: '网络回调' }).getByRole('listitem')
/** What the keyboard stands on. */
const focused = (page: Page): Promise<string> => page.evaluate(`document.activeElement.ariaLabel ?? document.activeElement.textContent`)
/** Types into a field that searches and takes what that field finds by that very name. */
async function choose(page: Page, field: string, text: string, found = text): Promise<void> {
  const input = dialog(page).getByLabel(field, { exact: true }).last()
  await input.fill(text)
  // The list of the field before may still be on its way out.
  const list = page.locator(`#${await input.getAttribute('id')}_list`)
  const options = page.locator('.ant-select-dropdown', { has: list }).locator('.ant-select-item-option')
  await options.filter({ hasText: found }).first().click()
}
const storeContacts = (units: readonly { readonly id: string }[], address: string) =>
  console
    .site()
    .db.insertInto('messageContact')
    .values(units.map(({ id }) => ({ cityId: DEMO_CITY_ID, kind: 'unit', id, channel: 'email', address, locale: 'zh' })))
    .execute()
const contacts = () =>
  console.site().db.selectFrom('messageContact').select(['kind', 'channel', 'address', 'locale']).where('cityId', '=', DEMO_CITY_ID).orderBy('kind').execute() // biome-ignore format: a statement
const entries = async (action: string): Promise<number> => {
  const { items } = await (await console.as('auditor')).get<{ items: unknown[] }>(`/api/audit?action=${action}&limit=200`)
  return items.length
}

describe('offices', () => {
  test('a contact is judged at its fields, set once however it is sent, changed and removed', async () => {
    const [before, { page, errors }] = [await entries('message-contact.set'), await console.open('administrator', PAGE)]
    await page.getByText('还没有登记任何单位或岗位').waitFor()
    await page.getByRole('button', { name: '登记联系方式' }).click()
    const send = dialog(page).getByRole('button', { name: '登记', exact: true })
    await send.click()
    await expect.poll(() => dialog(page).getByText('请填写').count(), settle).toBe(2)
    await choose(page, '地点', '官渡区')
    await choose(page, '单位', '水务', '官渡区水务局')
    await dialog(page).getByLabel('地址').fill('water@example')
    await dialog(page).getByLabel('地址').press('Enter')
    await dialog(page).getByText('邮箱地址（address）不正确。').waitFor()
    expect(await dialog(page).getByLabel('地址').getAttribute('aria-invalid')).toBe('true')
    await dialog(page).getByLabel('地址').fill('water@example.org')
    const sent: unknown[] = []
    await page.route('**/api/message-contacts/**', async (route) => {
      sent.push(route.request().postDataJSON().requestId)
      await (sent.length === 1 ? route.abort() : route.continue())
    })
    await send.click()
    await dialog(page).getByRole('alert').filter({ hasText: /\S/ }).last().waitFor()
    await send.dblclick()
    await offices(page).filter({ hasText: '官渡区水务局' }).waitFor()
    expect(await offices(page).allInnerTexts()).toEqual([expect.stringMatching(/官渡区水务局\s+单位[\s\S]*电子邮件 · 未开通\s+w\*\*\*@example\.org[\s\S]*中文\s+\S+ 今天 \d\d:\d\d 设定/)]) // biome-ignore format: a line
    expect([new Set(sent).size, await contacts(), await entries('message-contact.set')]).toEqual([
      1,
      [{ kind: 'unit', channel: 'email', address: 'water@example.org', locale: 'zh' }],
      before + 1,
    ])
    await page.unrouteAll()

    await page.getByRole('button', { name: '修改 官渡区水务局 · 电子邮件' }).click()
    await dialog(page).getByText('现在是 w***@example.org，请写出完整的新地址。').waitFor()
    await dialog(page).getByLabel('地址').fill('office@example.org')
    await dialog(page).getByText('英文', { exact: true }).click()
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await offices(page).filter({ hasText: 'o***@example.org' }).filter({ hasText: '英文' }).waitFor()

    await page.getByRole('button', { name: '删除 官渡区水务局 · 电子邮件' }).click()
    await dialog(page).getByText('不再给“官渡区水务局”发电子邮件（o***@example.org）').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await expect.poll(() => focused(page), settle).toBe('删除 官渡区水务局 · 电子邮件')
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: '删除' }).dblclick()
    await page.getByText('还没有登记任何单位或岗位').waitFor()
    await expect.poll(() => focused(page), settle).toBe('登记联系方式')
    expect([await contacts(), errors.filter((text) => !/422|ERR_FAILED/.test(text))]).toEqual([[], []])
  }, 60_000)

  test('a post is reached by text message, and nobody replaces a contact without knowing; many are found by name', async () => {
    const administrator = await console.as('administrator')
    const { items } = await administrator.get<{ items: { id: string; name: string }[] }>('/api/units?within=530111&limit=30')
    await storeContacts(items, 'office@example.org')
    const { page } = await console.open('administrator', PAGE)
    await page.getByText(`共 ${items.length} 个，已显示 20 个`).waitFor()
    expect(await offices(page).count()).toBe(20)
    await page.getByRole('button', { name: '再显示一些' }).click()
    await page.getByText(`共 ${items.length} 个`, { exact: true }).waitFor()
    await page.getByLabel('按名称查找').fill('官渡区水务局')
    await page.getByText('共 1 个', { exact: true }).waitFor()
    await page.getByLabel('按名称查找').fill('没有的单位')
    await page.getByText('没有这个名称的单位或岗位').waitFor()
    await page.getByLabel('按名称查找').fill('')

    await page.getByRole('button', { name: '登记联系方式' }).click()
    await choose(page, '地点', '官渡区')
    await choose(page, '单位', '水务', '官渡区水务局')
    await dialog(page).getByText('已登记 o***@example.org，保存后换成新的。').waitFor()
    await dialog(page).getByText('岗位', { exact: true }).first().click()
    // The field for a unit makes way a moment after the click; what was typed into it would go with it.
    await dialog(page).getByText('先选岗位所在的单位').waitFor()
    await choose(page, '地点', '官渡区')
    await choose(page, '单位', '指挥中心', '官渡区网格化监督指挥中心')
    await choose(page, '岗位', '督办', '督办领导')
    await dialog(page).getByText('短信', { exact: true }).click()
    await dialog(page).getByText('6 至 15 位数字').waitFor()
    await dialog(page).getByLabel('地址').fill('12')
    await dialog(page).getByRole('button', { name: '登记', exact: true }).click()
    await dialog(page).getByText('电话号码（address）须为 6 至 15 位数字。').waitFor()
    await dialog(page).getByLabel('地址').fill('(0871) 6717-0000')
    await dialog(page).getByRole('button', { name: '登记', exact: true }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.getByLabel('按名称查找').fill('督办领导')
    await offices(page)
      .filter({ hasText: /官渡区网格化监督指挥中心 · 督办领导\s*岗位[\s\S]*短信[\s\S]*087\*\*\*\*00/ })
      .waitFor()
    expect((await contacts())[0]).toEqual({ kind: 'post', channel: 'sms', address: '087167170000', locale: 'zh' })
  }, 60_000)
})

describe('webhooks', () => {
  test('one is added with a secret told once, tested, stopped and removed', async () => {
    const { page, errors } = await console.open('administrator', PAGE, { permissions: ['clipboard-read', 'clipboard-write'] })
    const { db } = console.site()
    await page.getByRole('button', { name: '登记回调' }).click()
    const add = dialog(page).getByRole('button', { name: '登记', exact: true })
    await add.click()
    await expect.poll(() => dialog(page).getByText('请填写').count(), settle).toBe(3)
    await dialog(page).getByLabel('用途').fill('共享平台')
    await dialog(page).getByLabel('接收地址').fill('http://hub.example.org/in')
    await choose(page, '要哪些事件', '结案')
    await choose(page, '要哪些事件', 'case.escalate', '超期升级')
    await page.keyboard.press('Escape')
    await add.click()
    await dialog(page).getByText('地址（url）须为 https').waitFor()
    await dialog(page).getByLabel('接收地址').fill(NOWHERE)
    await add.dblclick()
    const told = page.getByRole('dialog', { name: '请保存签名密钥 · 共享平台' })
    const secret = await told.locator('code').innerText()
    expect(secret).toMatch(/^[\w-]{43}$/)
    await told.getByRole('button', { name: '复制' }).click()
    await told.getByRole('button', { name: '已复制' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret)
    await told.getByRole('button', { name: '关闭' }).last().click()
    const line = webhooks(page).filter({ hasText: '共享平台' })
    await line.getByText('还没有送过').waitFor()
    expect(await line.innerText()).toMatch(/127\.0\.0\.1:1\/events[\s\S]*结案、超期升级/)
    expect(await webhooks(page).count()).toBe(1)
    expect(await page.content()).not.toContain(secret)

    await line.getByRole('button', { name: '发送测试消息' }).click()
    await dialog(page).getByRole('button', { name: '发送测试消息' }).dblclick()
    await line.getByText('测试已排队，一分钟内送出，结果会显示在这里').waitFor()
    const tests = await db.selectFrom('message').select('id').where('cityId', '=', DEMO_CITY_ID).where('step', '=', 'test').execute()
    expect(tests).toHaveLength(1)
    // What the next pass of the schedule comes to, within the minute, without waiting for it.
    const dueAt = new Date(console.site().now().getTime() + 60_000)
    const tries = JSON.stringify([{ at: console.site().now(), result: 'later', reason: 'unreachable' }])
    await db.updateTable('message').set({ attempts: 1, reason: 'unreachable', dueAt, tries }).where('cityId', '=', DEMO_CITY_ID).where('attempts', '=', 0).execute() // biome-ignore format: a statement
    await line.getByText('测试 · 连不上对方的服务器').waitFor()
    await line.getByRole('link', { name: '看“共享平台”最近一条的发送经过' }).click()
    await dialog(page).getByText('第 1 次').waitFor()
    expect(new URL(page.url()).searchParams.get('message')).toBe(tests[0]?.id)
    await dialog(page).getByRole('button', { name: '发送测试消息' }).click()
    await dialog(page).last().getByRole('button', { name: '发送测试消息' }).click()
    await page.waitForURL((url) => url.searchParams.get('message') !== tests[0]?.id)
    await page.goto(console.site().url + PAGE)

    await line.getByRole('button', { name: '修改 共享平台' }).click()
    await dialog(page).getByRole('button', { name: '全选' }).click()
    await dialog(page).getByLabel('有事件就送出').uncheck()
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await line.getByText('已停用').waitFor()
    await line.getByText(/全部 \d+ 种事件/).waitFor()

    await line.getByRole('button', { name: '删除 共享平台' }).click()
    await dialog(page).getByText('“共享平台”不再收到任何事件').waitFor()
    // Somebody else was quicker: what is refused is told in the window.
    const [hook] = await db.selectFrom('webhook').select('id').where('cityId', '=', DEMO_CITY_ID).execute()
    await (await console.as('administrator')).post(`/api/webhooks/${hook?.id}/remove`, { requestId: newId() })
    await dialog(page).getByRole('button', { name: '删除' }).click()
    await dialog(page).getByText('没有这个回调。').waitFor()
    await page.keyboard.press('Escape')
    expect(errors.filter((text) => !/422|404/.test(text))).toEqual([])
  }, 60_000)

  test('one that answers to nobody twice says so, and one is removed for good', async () => {
    const administrator = await console.as('administrator')
    const fields = { requestId: newId(), name: '旧平台', url: NOWHERE, topics: ['case.close'] }
    await administrator.post('/api/webhooks', fields)
    const { page } = await console.open('administrator', PAGE)
    await page.getByRole('button', { name: '登记回调' }).click()
    await dialog(page).getByLabel('用途').fill('新平台')
    await dialog(page).getByLabel('接收地址').fill(NOWHERE)
    await choose(page, '要哪些事件', '结案')
    await page.keyboard.press('Escape')
    let asked = 0
    await page.route('**/api/webhooks', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      asked += 1
      // The server hears it, its answer is lost.
      if (asked === 1) await route.fetch()
      return asked === 1 ? route.abort() : route.continue()
    })
    const add = dialog(page).getByRole('button', { name: '登记', exact: true })
    await add.click()
    await dialog(page).getByRole('alert').filter({ hasText: /\S/ }).last().waitFor()
    await add.click()
    await dialog(page).getByText('签名密钥只在首次应答中显示').waitFor()
    await dialog(page).getByRole('button', { name: '关闭' }).last().click()
    await expect.poll(() => webhooks(page).count(), settle).toBe(2)
    for (const name of ['旧平台', '新平台']) {
      await page.getByRole('button', { name: `删除 ${name}` }).click()
      await dialog(page).getByRole('button', { name: '删除' }).dblclick()
      await webhooks(page).filter({ hasText: name }).waitFor({ state: 'detached' })
      await dialog(page).waitFor({ state: 'detached' })
    }
    await page.getByText('没有登记任何回调').waitFor()
  }, 60_000)
})

describe('the tab', () => {
  /** As long as the contracts allow, with nowhere to break. */
  async function storeLongOnes(): Promise<void> {
    const administrator = await console.as('administrator')
    const { items } = await administrator.get<{ items: { id: string }[] }>('/api/units?within=530111&limit=12')
    const address = `${'a'.repeat(60)}@${`${'b'.repeat(55)}.`.repeat(3)}cn`
    await storeContacts(items, address)
    const url = `${NOWHERE}/${'x'.repeat(900)}`
    const topics = ['case.put-on-list', 'case.take-off-list', 'case.decide-suspension', 'case.request-extension']
    await administrator.post('/api/webhooks', { requestId: newId(), name: '某'.repeat(80), url, topics, active: false })
  }

  test.each([
    ['zh-CN', 'light', { width: 1440, height: 810 }],
    ['en-GB', 'dark', { width: 1024, height: 768 }],
    ['en-GB', 'light', { width: 390, height: 844 }],
  ] as const)(
    'has nothing serious for axe, jumps nowhere and overflows nowhere: %s, %s, %o',
    async (locale, colorScheme, viewport) => {
      await storeLongOnes()
      const { page, errors } = await console.open('administrator', PAGE, { locale, colorScheme, viewport })
      const sound = async (): Promise<void> => {
        await page.waitForTimeout(600)
        await expect.poll(() => seriousFaults(page), settle).toEqual([])
        expect(await listOverflowing(page)).toEqual([])
      }
      await page.getByText(/已停用|Stopped/).waitFor()
      await sound()
      expect(await layoutShift(page)).toBeLessThan(0.1)
      for (const name of [/登记联系方式|Add a contact/, /登记回调|Add a webhook/, /^(删除|Remove) 某/]) {
        await page.getByRole('button', { name }).click()
        await dialog(page).waitFor()
        await sound()
        await page.keyboard.press('Escape')
        await dialog(page).waitFor({ state: 'detached' })
      }
      expect(errors).toEqual([])
    },
    60_000,
  )

  test('says what could not be read and reads it again', async () => {
    const { page } = await console.open('administrator', '/administration/messages')
    const refuse = { status: 503, contentType: 'application/problem+json', body: '{"status":503,"code":"x","detail":"服务暂时不在。"}' }
    await page.route(/\/api\/(message-contacts|webhooks)$/, (route) => route.fulfill(refuse))
    await page.getByText('收件方', { exact: true }).click()
    await page.waitForURL(/view=recipients/)
    await expect.poll(() => page.getByText('服务暂时不在。').count(), settle).toBe(2)
    await page.unrouteAll({ behavior: 'wait' })
    for (let left = 2; left > 0; left -= 1) await page.getByRole('button', { name: '再试一次' }).first().click()
    await page.getByText('还没有登记任何单位或岗位').waitFor()
    await page.getByText('没有登记任何回调').waitFor()
  }, 60_000)

  test('is only looked at by those who may not change it', async () => {
    const { db } = console.site()
    await storeLongOnes()
    const role = db.selectFrom('role').select('permissions').where('cityId', '=', DEMO_CITY_ID).where('code', '=', 'administrator')
    const { permissions } = await role.executeTakeFirstOrThrow()
    const allow = (held: string[]) =>
      db.updateTable('role').set({ permissions: held }).where('cityId', '=', DEMO_CITY_ID).where('code', '=', 'administrator').execute()
    await allow(permissions.filter((each) => each !== 'message.edit'))
    try {
      const { page } = await console.open('administrator', PAGE)
      await page.getByText('已停用').waitFor()
      await expect.poll(() => page.getByText('您可以查看，不能修改。').count(), settle).toBe(2)
      expect(
        await page
          .getByRole('main')
          .getByRole('button', { name: /登记|修改|删除|测试/ })
          .count(),
      ).toBe(0)
    } finally {
      await allow(permissions)
    }
  }, 60_000)
})
