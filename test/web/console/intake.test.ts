import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { PLACE, reported } from './arrange.ts'
import { seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const ACCEPTOR = 'guandu-acceptor'
/** Lists that close and buttons that become able fade first. */
const SETTLES = { timeout: 10_000, interval: 300 }
const DESCRIPTION = '雨水箅子断裂，行人易踩空'
const number = (page: Page) => page.locator('h2 strong')

/** Chooses the first of what a field finds, once it has found it. */
async function choose(page: Page, field: string, text: string, shown: string): Promise<void> {
  await page.locator(`#intake-${field}`).fill(text)
  await page.locator('.ant-select-item-option-active', { hasText: shown }).waitFor()
  await page.keyboard.press('Enter')
}

const put = (page: Page, { lon, lat }: { lon: number; lat: number }): Promise<void> => choose(page, 'place', `${lon}, ${lat}`, String(lon))

async function describeIt(page: Page, description = DESCRIPTION): Promise<void> {
  await page.getByLabel('问题描述').fill(description)
  await page.getByLabel('地址').fill('官渡区春城路旁')
}

const casesCalled = async (description: string): Promise<number> => {
  const acceptor = await console.as(ACCEPTOR)
  const { cases } = await acceptor.get<{ cases: { description: string }[] }>('/api/cases?box=reported-by-me&limit=200')
  return cases.filter((each) => each.description === description).length
}

describe('the intake desk', { timeout: 60_000 }, () => {
  test('a call is registered and accepted from the keyboard, and its number shown to be read out', async () => {
    const { page, errors, foreign } = await console.open(ACCEPTOR, '/intake')
    await page.getByLabel('问题描述').waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('intake-description')
    await describeIt(page)
    await put(page, PLACE)
    await page.locator('[data-field=place]').getByText('官渡区').first().waitFor()
    await choose(page, 'type', 'ysbz', '雨水箅子')
    await page.getByRole('region', { name: '立案标准' }).getByText('已补齐或更换').click()
    expect(await page.getByRole('radio', { name: /^1 · 2 紧急工作时/ }).isChecked()).toBe(true)
    await page.getByLabel('姓名').fill('来电人')
    await page.getByLabel('联系方式').fill('0871-00001234')
    await page.getByLabel('姓名').focus()
    expect(await page.getByLabel('联系方式').inputValue()).toBe('*********1234')
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('1234')
    await expect.poll(() => seriousFaults(page), SETTLES).toEqual([])
    await page.keyboard.press('Control+Shift+Enter')
    await page.getByRole('heading', { name: '已登记并受理' }).waitFor()
    const made = await number(page).innerText()
    const acceptor = await console.as(ACCEPTOR)
    const { cases } = await acceptor.get<{ cases: Record<string, unknown>[] }>(`/api/cases?box=all&number=${made}`)
    expect(cases[0]).toMatchObject({ stage: 'accepted', typeCode: 'C0104', conditionNumber: 1, channel: 'hotline', origin: 'public' })
    await page.getByRole('region', { name: '我今天登记的' }).getByRole('link', { name: made }).waitFor()
    await page.getByRole('button', { name: '再登记一件' }).click()
    expect(await page.getByLabel('问题描述').inputValue()).toBe('')
    expect([errors, foreign]).toEqual([[], []])
  })

  test('what is already known nearby is shown with its reasons, and a report can be merged into it', async () => {
    const known = await reported(console, { description: '井盖破损，晃动有声', lon: 102.75, lat: 25.02 })
    const { page } = await console.open(ACCEPTOR, '/intake')
    await describeIt(page, '井盖破损晃动，响得很')
    await put(page, { lon: 102.7501, lat: 25.02 })
    const likely = page.getByRole('region', { name: '是否重复' })
    await likely.getByText(known.number).waitFor()
    expect(await likely.innerText()).toMatch(/相距 10 米.*待受理/)
    expect(await likely.innerText()).toContain('位置接近、描述相似')
    await likely.getByRole('button', { name: '就是这一件' }).click()
    await likely.getByRole('button', { name: '仍登记，并入这一件' }).click()
    await page.getByRole('button', { name: '登记并并案' }).click()
    await page.getByRole('heading', { name: '已登记并并案' }).waitFor()
    const acceptor = await console.as(ACCEPTOR)
    const { merged } = await acceptor.get<{ merged: { number: string }[] }>(`/api/cases/${known.id}`)
    expect(merged.map((each) => each.number)).toEqual([await number(page).innerText()])
  })

  test('what is missing, a place outside the city and one outside the area are told at their fields', async () => {
    const { page } = await console.open(ACCEPTOR, '/intake')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.locator('#intake-description-fault').waitFor()
    expect(await page.locator('[id$=-fault]').allInnerTexts()).toEqual([
      '请写明发生了什么',
      '请填写地址或附近的标志物',
      '请在地图上点选地点',
    ])
    expect(await page.evaluate('document.activeElement.id')).toBe('intake-description')
    await describeIt(page, '不在本市的来电')
    for (const [place, said] of [
      [{ lon: 116.4, lat: 39.9 }, '不在本市范围内'],
      [{ lon: 102.7, lat: 25.06 }, '不在您的辖区'],
    ] as const) {
      await put(page, place)
      await page.locator('[data-field=place]').getByText(said).first().waitFor()
      await page.getByRole('button', { name: '登记', exact: true }).click()
      expect(await page.locator('#intake-place-fault').innerText()).toContain(said)
    }
    expect(await casesCalled('不在本市的来电')).toBe(0)
  })

  test('a double click makes one case, and neither a lost answer nor a reload makes another', async () => {
    const { page } = await console.open(ACCEPTOR, '/intake')
    const description = '路灯不亮，两次点击只登记一次'
    await describeIt(page, description)
    await put(page, { lon: 102.744, lat: 25.018 })
    await page.locator('[data-field=place]').getByText('官渡区').first().waitFor()
    // The request arrives; its answer does not.
    await page.route('**/api/cases', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('没有收到登记成功的答复').waitFor()
    expect(await page.getByLabel('问题描述').inputValue()).toBe(description)
    await page.unroute('**/api/cases')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByText('已恢复未登记的内容').waitFor()
    expect(await page.getByLabel('问题描述').inputValue()).toBe(description)
    await page.locator('[data-field=place]').getByText('官渡区').first().waitFor()
    await page.getByRole('button', { name: '登记', exact: true }).dblclick()
    await number(page).waitFor()
    expect(await casesCalled(description)).toBe(1)
  })

  test('a refused second step leaves the case standing, says so, and can be tried again', async () => {
    const { page } = await console.open(ACCEPTOR, '/intake')
    await describeIt(page, '受理一步没有成功')
    await put(page, { lon: 102.7455, lat: 25.0185 })
    await choose(page, 'type', 'ysbz', '雨水箅子')
    await page.getByRole('radio').first().check()
    await page.route('**/accept', (route) => route.abort())
    await page.getByRole('button', { name: '登记并受理' }).click()
    await page.getByText('已登记，但没有受理成功').waitFor()
    await page.unroute('**/accept')
    await page.getByRole('button', { name: '再试受理' }).click()
    await page.getByRole('heading', { name: '已登记并受理' }).waitFor()
    expect(await casesCalled('受理一步没有成功')).toBe(1)
  })

  test('one screen holds it all, with long text and in both languages; leaving unsent asks', async () => {
    const { page } = await console.open(ACCEPTOR, '/intake', { colorScheme: 'dark' })
    const long = '占道经营，油烟扰民，'.repeat(199)
    await describeIt(page, long)
    await put(page, { lon: 102.746, lat: 25.0195 })
    await choose(page, 'type', 'ysbz', '雨水箅子')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Register', exact: true }).waitFor()
    const scrolls = `(() => { const main = document.querySelector('main') ?? document.body
      return [document.documentElement, main].some((each) => each.scrollHeight > each.clientHeight + 1) })()`
    for (const [width, height] of [
      [1440, 810],
      [1024, 768],
    ] as const) {
      await page.setViewportSize({ width, height })
      expect(await page.evaluate(scrolls)).toBe(false)
      expect(await listOverflowing(page)).toEqual([])
      expect(await page.getByRole('button', { name: 'Register', exact: true }).isVisible()).toBe(true)
    }
    await expect.poll(() => seriousFaults(page), SETTLES).toEqual([])
    await page.getByRole('navigation').getByRole('link', { name: 'Workbench' }).click()
    await page.getByRole('button', { name: 'Stay' }).click()
    expect(new URL(page.url()).pathname).toBe('/intake')
    expect(await page.getByLabel('What', { exact: true }).inputValue()).toBe(long)
  })

  test('who does not take reports in is told so', async () => {
    const { page } = await console.open('guandu-water', '/intake')
    await page.getByText('没有权限').waitFor()
  })
})
