import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { newId } from '#platform/identifier.ts'
import { listOverflowing } from '../browser.ts'
import { arrangeMessages } from './arrange-messages.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const PAGE = '/administration/messages'
const COUNT = 2000
const settle = { timeout: 20_000, interval: 200 }
let ids: readonly string[] = []

beforeAll(async () => {
  const { db, now } = console.site()
  ids = await arrangeMessages(db, now(), COUNT)
})

const list = (page: Page) => page.getByRole('region', { name: '发出与待发的消息，新的在前' })
const lines = (page: Page) => list(page).getByRole('button')
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

describe('the list of messages', () => {
  test('shows what was sent and why not, reads on while it is scrolled, and keeps its filter in the address', async () => {
    const { page, errors } = await console.open('administrator', PAGE)
    await lines(page).nth(6).waitFor()
    const told = await lines(page).allInnerTexts()
    expect(told[0]).toMatch(/今天[\s\S]*已办结[\s\S]*反映人 l\*\*\*@example\.org[\s\S]*电子邮件[\s\S]*已送出[\s\S]*queued as/)
    expect(told[1]).toMatch(/已并案[\s\S]*排队/)
    expect(told[2]).toMatch(/派到单位[\s\S]*失败[\s\S]*10[\s\S]*试了十次后放弃：对方请稍后再来（451）/)
    expect(told[4]).toMatch(/地址已删除[\s\S]*不再发送[\s\S]*收件人已退订/)
    const strip = page.getByRole('region', { name: '渠道与近 24 小时' })
    await strip.getByText('送出 1 · 失败 1 · 不再发送 1').waitFor()
    expect(await strip.innerText()).toMatch(/电子邮件\s*未开通\s*服务器上未设 WANGGE_SMTP_URL[\s\S]*网络回调\s*已开通/)
    await page.getByText(`共 ${COUNT} 条，已显示 100 条`).waitFor()
    const [read] = await Promise.all([
      page.waitForResponse((answer) => /\/api\/messages\?.*after=/.test(answer.url())),
      list(page)
        .hover()
        .then(() => page.mouse.wheel(0, 3600)),
    ])
    expect(read.status()).toBe(200)
    await page.getByText(`共 ${COUNT} 条，已显示 200 条`).waitFor()
    expect(await lines(page).count()).toBeLessThan(60)

    await choose(page, '状态', '失败')
    await page.getByText('共 2 条，已显示 2 条').waitFor()
    await choose(page, '内容', '派到单位')
    await page.getByText('共 1 条，已显示 1 条').waitFor()
    expect(new URL(page.url()).search).toBe('?state=failed&step=dispatched')
    await page.reload()
    await page.getByText('共 1 条，已显示 1 条').waitFor()
    await choose(page, '渠道', '短信')
    await page.getByText('没有符合条件的消息').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByText(`共 ${COUNT} 条`).first().waitFor()
    const today = new Date(console.site().now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    await page.goto(`${console.site().url}${PAGE}?from=${today}T00:00:00%2B08:00&state=nonsense`)
    await page.getByText('共 7 条，已显示 7 条').waitFor()
    expect(errors).toEqual([])
  }, 60_000)

  test('opens one with everything that was done to send it; from there its text', async () => {
    const { page, errors } = await console.open('administrator', PAGE)
    await lines(page).nth(2).click()
    const drawer = page.getByRole('dialog')
    const moments = drawer.getByRole('list', { name: '发送经过' }).getByRole('listitem')
    await moments.nth(11).waitFor()
    expect((await moments.allInnerTexts()).map((text) => text.replaceAll('\n', ' '))).toEqual([
      expect.stringMatching(/排入队列$/),
      ...Array.from({ length: 10 }, (_, index) => expect.stringContaining(`第 ${index + 1} 次 没有成功：对方请稍后再来（451）`)),
      expect.stringContaining('放弃 试了十次后放弃'),
    ])
    expect(new URL(page.url()).searchParams.get('message')).toBe(ids[2])
    await drawer.getByRole('link', { name: '看它的文本模板' }).click()
    await page.getByRole('heading', { name: '责任单位 · 派到单位 · 电子邮件' }).waitFor()
    await page.goto(`${console.site().url}${PAGE}?message=${ids[3]}`)
    await page.getByText('计划第 3 次发送').waitFor()
    await page.goto(`${console.site().url}${PAGE}?message=${newId()}`)
    await page.getByText('没有这条消息').waitFor()
    expect(errors.filter((text) => !text.includes('404'))).toEqual([])
  }, 60_000)
})

describe('texts', () => {
  test('are previewed as they are written, refused by name, saved in both languages and taken back', async () => {
    const { page } = await console.open('administrator', `${PAGE}?view=templates`)
    await page.getByText('选一个模板').waitFor()
    await page.getByRole('button', { name: '反映人，已作废， 短信' }).click()
    const chinese = page.getByRole('region', { name: '中文' })
    const english = page.getByRole('region', { name: '英文' })
    await chinese.getByText(/经核对不需要办理.*退订：/).waitFor()
    await english.getByText(/was cancelled.*Stop:/).waitFor()
    await chinese.getByLabel('正文').fill('您的问题 {number} 已作废，{why}')
    await chinese.getByText('body 中的 {why} 不可用；可用的有：{city}、{number}、{type}、{place}、{time}、{link}。').waitFor()
    await page.getByRole('button', { name: '保存' }).click()
    await chinese.getByLabel('正文').fill('您的问题已作废：')
    await chinese.getByText('正文（body）须含 {number}。').waitFor()
    await page.getByRole('button', { name: '插入 {number}' }).click()
    await chinese.getByText(/您的问题已作废：530111-20260302-7K3M9A/).waitFor()
    await english.getByLabel('正文').fill('Cancelled: {number}.')
    await english.getByText(/^Cancelled: 530111-20260302-7K3M9A\. Stop:/).waitFor()
    expect(await chinese.getByText('未保存').count()).toBe(1)
    await page.getByRole('link', { name: '组织' }).click()
    await page.getByRole('button', { name: '留下' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '保存', exact: true }).dblclick()
    await page.getByText('已保存，此后发出的消息使用新文本').waitFor()
    await page.getByRole('button', { name: '反映人，已作废， 短信 本市' }).waitFor()
    const kept = async (): Promise<readonly string[]> =>
      (
        await console.site().db.selectFrom('messageTemplate').select('body').where('cityId', '=', DEMO_CITY_ID).orderBy('locale').execute()
      ).map(({ body }) => body)
    expect(await kept()).toEqual(['Cancelled: {number}.', '您的问题已作废：{number}'])
    await chinese.getByRole('button', { name: '恢复自带文本' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '恢复自带文本' }).click()
    await page.getByRole('button', { name: '反映人，已作废， 短信 部分本市' }).waitFor()
    await expect.poll(() => chinese.getByLabel('正文').inputValue(), settle).toMatch(/^您反映的问题（\{number\}）经核对/)
    expect(await kept()).toEqual(['Cancelled: {number}.'])

    await page.route('**/api/message-templates/voided/**', async (route) => {
      await new Promise((done) => setTimeout(done, 1000))
      await route.continue()
    })
    await english.getByLabel('正文').fill('Cancelled: {number}. Sorry.')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await english.getByLabel('正文').fill('Cancelled: {number}. Sorry for that.')
    await expect.poll(kept, settle).toEqual(['Cancelled: {number}. Sorry.'])
    await page.getByRole('button', { name: '保存', exact: true, disabled: false }).waitFor()
    expect(await english.getByLabel('正文').inputValue()).toBe('Cancelled: {number}. Sorry for that.')
    expect(await english.getByText('未保存').count()).toBe(1)
    await page.getByRole('button', { name: '放弃修改' }).click()
    expect(await english.getByLabel('正文').inputValue()).toBe('Cancelled: {number}. Sorry.')
    const { items } = await (await console.as('auditor')).get<{ items: { action: string; subject: string }[] }>(
      '/api/audit?subject=voided%2Freporter%2Fsms%2Fzh',
    )
    expect(items.map(({ action }) => action)).toEqual(['message-template.reset', 'message-template.set'])
  }, 60_000)
})

describe('channels and hours', () => {
  test('a change is judged by the contract and holds', async () => {
    const { page } = await console.open('administrator', `${PAGE}?view=settings`)
    await page.getByText('22:00 至次日 07:00').waitFor()
    await page.getByRole('button', { name: '修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('静默开始').fill('25:00')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('格式不对').waitFor()
    await dialog.getByLabel('静默开始').fill('21:30')
    await dialog.getByLabel('每日汇总').fill('17:00')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('21:30 至次日 07:00').waitFor()
  }, 60_000)
})

describe('the page', () => {
  test.each([
    ['zh-CN', 'light', { width: 1440, height: 810 }],
    ['en-GB', 'dark', { width: 1024, height: 768 }],
  ] as const)(
    'has nothing serious for axe, jumps nowhere and overflows nowhere: %s',
    async (locale, colorScheme, viewport) => {
      for (const query of [`?message=${ids[2]}`, '?view=templates&template=closed/reporter/email', '?view=settings']) {
        const { page, errors, close } = await console.open('administrator', PAGE + query, { locale, colorScheme, viewport })
        await page
          .getByText(/发送经过|How it was sent|预览|Preview|静默时段|Quiet hours/)
          .first()
          .waitFor()
        await page.waitForTimeout(600)
        await expect.poll(() => seriousFaults(page), settle).toEqual([])
        expect(await layoutShift(page)).toBeLessThan(0.1)
        expect([await listOverflowing(page), errors]).toEqual([[], []])
        await close()
      }
    },
    60_000,
  )

  test('is for those who may read messages alone', async () => {
    const { page } = await console.open('guandu-duty-chief', PAGE)
    await page.getByText('没有权限').waitFor()
    expect(await page.getByRole('link', { name: '消息', exact: true }).count()).toBe(0)
  }, 60_000)
})
