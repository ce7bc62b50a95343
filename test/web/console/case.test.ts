import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const PHOTO = fileURLToPath(new URL('../../../docs/examples/photo-after.jpg', import.meta.url))

/** Opens the page of a case; drawing its map without a graphics card may take a busy machine long. */
async function openCase(login: string, id: string, options: BrowserContextOptions = {}) {
  const visit = await console.open(login, `/cases/${id}`, options)
  visit.page.setDefaultTimeout(45_000)
  return visit
}

/** Opens the form of the step by the button beside what comes next. */
async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: action, exact: true }).click()
  await page.locator('form').waitFor()
}
const submit = (page: Page, action: string) => page.locator('form').getByRole('button', { name: action, exact: true }).click()
const told = (page: Page, text: string) => page.locator('.ant-message').getByText(text).waitFor()

describe('the page of a case', () => {
  test('a call is accepted by pinyin, filed and dispatched with only what the page says; the dispatch can be taken back', async () => {
    const { id } = await arrangeCase(console, 'reported')
    const acceptor = await openCase('guandu-acceptor', id)
    await choose(acceptor.page, '受理')
    await submit(acceptor.page, '受理')
    await acceptor.page.getByText('请选择：类型与立案条件').waitFor()
    await acceptor.page.getByRole('combobox').pressSequentially('ysbz')
    await acceptor.page.getByTitle('雨水箅子').first().waitFor()
    await acceptor.page.keyboard.press('Enter')
    await acceptor.page.getByRole('radio').first().check()
    await submit(acceptor.page, '受理')
    await told(acceptor.page, '现为待立案')
    expect(await acceptor.page.evaluate('document.activeElement.tagName')).toBe('H1')

    const chief = await openCase('guandu-duty-chief', id)
    await choose(chief.page, '立案')
    await submit(chief.page, '立案')
    await told(chief.page, '现为待派遣')

    const dispatcher = await openCase('guandu-dispatcher', id)
    await choose(dispatcher.page, '派遣')
    await dispatcher.page.locator('form').getByText('选定官渡区水务局').waitFor()
    await submit(dispatcher.page, '派遣')
    await told(dispatcher.page, '现为待签收')
    await dispatcher.page.locator('.ant-message').getByRole('button', { name: '撤回' }).click()
    await told(dispatcher.page, '已撤回')
    await dispatcher.page.getByText('撤回对官渡区水务局的派遣。').waitFor()
    expect([acceptor.errors, chief.errors, dispatcher.errors]).toEqual([[], [], []])
  }, 120_000)

  test('two dispatchers race: the loser sees both versions, keeps what was typed and goes on from the latest', async () => {
    const { id } = await arrangeCase(console, 'filed')
    const [first, second] = [await openCase('guandu-dispatcher', id), await openCase('guandu-dispatcher', id)]
    for (const { page } of [first, second]) {
      await choose(page, '派遣')
      await page.locator('form').getByText('选定官渡区水务局').waitFor()
    }
    await second.page.getByRole('textbox').fill('先由水务局处置')
    await submit(first.page, '派遣')
    await told(first.page, '现为待签收')
    const notice = second.page.getByRole('alert')
    await notice.getByText('您看到的是第 3 步，要办的是“派遣”').waitFor()
    await notice.getByText('现在是第 4 步，待签收').waitFor()
    await notice.getByText('派遣至官渡区水务局').waitFor()
    await notice.getByText('现在不能再办').waitFor()
    await second.page.getByText(/派遣员.*刚刚派遣/).waitFor()
    await first.page.locator('.ant-message').getByRole('button', { name: '撤回' }).click()
    await notice.getByRole('button', { name: '已看过，按最新情况继续' }).click()
    expect(await second.page.getByRole('textbox').inputValue()).toBe('先由水务局处置')
    await submit(second.page, '派遣')
    await told(second.page, '现为待签收')
  }, 120_000)

  test('what the server refuses stands at its field; photos go up by themselves; a double click sends once', async () => {
    const { id } = await arrangeCase(console, 'handling')
    const { page } = await openCase('guandu-water', id)
    await choose(page, '处置反馈')
    await page.getByRole('textbox').fill('已更换箅子')
    await submit(page, '处置反馈')
    await page.locator('.ant-form-item-explain-error').getByText('须附照片：处置后').waitFor()
    await page.locator('input[type=file]').setInputFiles(PHOTO)
    await page.getByRole('button', { name: '移除 photo-after.jpg' }).waitFor()
    let sent = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/report-back')) sent += 1
    })
    await page.locator('form').getByRole('button', { name: '处置反馈', exact: true }).dblclick()
    await told(page, '现为待核查')
    expect(sent).toBe(1)
    const { events } = await (await console.as('guandu-duty-chief')).get<{ events: { action: string }[] }>(`/api/cases/${id}`)
    expect(events.filter(({ action }) => action === 'report-back')).toHaveLength(1)
  }, 120_000)

  test('what was typed survives closing the form and reloading the page', async () => {
    const { id } = await arrangeCase(console, 'handling')
    const { page } = await openCase('guandu-water', id)
    await choose(page, '处置反馈')
    await page.getByRole('textbox').fill('箅子已订购')
    await page.getByRole('button', { name: '收起' }).click()
    await page.reload()
    await choose(page, '处置反馈')
    expect(await page.getByRole('textbox').inputValue()).toBe('箅子已订购')
  }, 60_000)

  test('a closed case shows its history verified, its photos side by side, and who called only on purpose', async () => {
    const { id } = await arrangeCase(console, 'closed')
    const { page } = await openCase('guandu-duty-chief', id)
    await page.getByRole('button', { name: '校验经过' }).click()
    await page.getByText('经过已校验：9 步，完整').waitFor()
    expect(await page.getByText('0871-00000000').count()).toBe(0)
    await page.getByRole('button', { name: '查看（留痕）' }).click()
    await page.getByText('来电人 · 0871-00000000').waitFor()
    await page.getByRole('img', { name: '处置后照片 1' }).waitFor()
  }, 120_000)

  test('an action the reader may not take stays in the menu with the reason', async () => {
    const { id } = await arrangeCase(console, 'handling')
    const unit = await console.as('guandu-water')
    await unit.act(id, 'request-return', { reason: 'not_ours', note: '属燃气公司' })
    const { page } = await openCase('guandu-dispatcher', id)
    await page.getByRole('button', { name: '更多操作' }).click()
    const item = page.getByRole('menuitem', { name: '改派 · 有待裁定的申请，须先裁定' })
    await item.waitFor()
    expect(await item.getAttribute('aria-disabled')).toBe('true')
  }, 60_000)

  test('no such case, or none the reader may see', async () => {
    const { page } = await console.open('guandu-water', '/cases/0190a000-0000-7000-8000-000000000000')
    await page.getByText('没有这个案卷，或无权查看').waitFor()
  }, 60_000)

  test.each([
    ['light', 'zh-CN', 1440],
    ['dark', 'en-GB', 1024],
    ['light', 'zh-CN', 390],
  ] as const)(
    'nothing serious for axe, nothing jumps, nothing overflows: %s, %s, %d px',
    async (colorScheme, locale, width) => {
      const { id } = await arrangeCase(console, 'filed', {
        description: '雨水箅子断裂，行人易踩空。'.repeat(40),
        address: '官渡区春城路与环城南路交叉口东北角公交站台后侧人行道'.repeat(4),
      })
      const { page, errors, foreign } = await openCase('guandu-dispatcher', id, {
        colorScheme,
        locale,
        viewport: { width, height: 810 },
      })
      await page.locator('article ol li').first().waitFor()
      expect(await layoutShift(page)).toBeLessThan(0.1)
      await page.getByRole('button', { name: locale === 'zh-CN' ? '派遣' : 'Dispatch', exact: true }).click()
      await page.locator('form textarea').waitFor()
      expect(await seriousFaults(page)).toEqual([])
      expect(await page.evaluate<number>(`document.querySelector('article').scrollWidth`)).toBeLessThanOrEqual(width)
      if (width >= 1024) expect(await listOverflowing(page)).toEqual([])
      expect([errors, foreign]).toEqual([[], []])
    },
    120_000,
  )
})
