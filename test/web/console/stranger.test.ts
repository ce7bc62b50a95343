import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startConsole } from './console.ts'

const console = startConsole()
const PHOTO = fileURLToPath(new URL('../../../docs/examples/photo-after.jpg', import.meta.url))

const next = (page: Page) => page.getByRole('region', { name: '下一步' })

/** Goes on as whoever the page says comes next. */
async function goOn(page: Page): Promise<void> {
  const before = await page.getByRole('banner').getByRole('button', { name: /·/ }).innerText()
  await next(page)
    .getByRole('button', { name: /^以“.+”继续$/ })
    .click()
  await expect.poll(() => page.getByRole('banner').getByRole('button', { name: /·/ }).innerText(), { timeout: 30_000 }).not.toBe(before)
}

/** Does the step the page offers, with what its form asks for. */
async function step(
  page: Page,
  action: string,
  fill: (form: ReturnType<Page['locator']>) => Promise<unknown> = async () => {},
): Promise<void> {
  await next(page).getByRole('button', { name: action, exact: true }).click()
  const form = page.locator('form')
  await form.waitFor()
  await fill(form)
  await form.getByRole('button', { name: action, exact: true }).click()
  await page.locator('.ant-message').getByText('现为').last().waitFor()
}

const told = async (form: ReturnType<Page['locator']>, text: string): Promise<void> => {
  await form.getByRole('textbox').first().fill(text)
  await form.locator('input[type=file]').setInputFiles(PHOTO)
  await form.getByRole('button', { name: '移除 photo-after.jpg' }).waitFor()
}

test('from the sign-in page a hotline call is registered, filed, dispatched, handled, checked and closed with only what the screen says', async () => {
  const { page, errors } = await console.open(null, '/')
  page.setDefaultTimeout(45_000)
  await page.click('button[value="guandu-acceptor"]')
  await page.getByRole('link', { name: '受理', exact: true }).click()
  await page.getByLabel('问题描述').fill('雨水箅子断裂，行人易踩空')
  await page.getByLabel('地址').fill('官渡区春城路旁')
  await page.locator('#intake-place').fill('102.7435, 25.0167')
  await page.locator('.ant-select-item-option-active', { hasText: '102.7435' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#intake-type').fill('雨水箅子')
  await page.locator('.ant-select-item-option-active', { hasText: '雨水箅子' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '立案标准' }).getByText('已补齐或更换').click()
  await page.getByRole('button', { name: /登记并受理/ }).click()
  await page.getByRole('heading', { name: '已登记并受理' }).waitFor()
  await page.getByRole('link', { name: '打开案卷' }).click()

  await goOn(page)
  await step(page, '立案')
  await goOn(page)
  await step(page, '派遣', (form) => form.getByText('选定官渡区水务局').waitFor())
  await goOn(page)
  await step(page, '签收')
  await step(page, '处置反馈', (form) => told(form, '已更换箅子，安装牢固'))
  await goOn(page)
  await step(page, '派核查', async (form) => {
    await form.getByRole('combobox').click()
    await page.locator('.ant-select-item-option:not(.ant-select-item-option-disabled)').first().click()
  })
  await goOn(page)
  await step(page, '核查', async (form) => {
    await form.getByText('通过：已解决').click()
    await told(form, '箅子完好稳固')
  })
  await goOn(page)
  await step(page, '结案')
  await next(page).getByText('已结案').waitFor()
  await page.getByRole('button', { name: '校验经过' }).click()
  await page.getByText(/经过已校验：\d+ 步，完整/).waitFor()
  expect(errors.filter((text) => !text.includes('401'))).toEqual([])
}, 240_000)
