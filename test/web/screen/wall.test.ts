import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { OverviewAnswer } from '#cases/contract-overview.ts'
import { listOverflowing } from '../browser.ts'
import { arrangeCase, reported } from '../console/arrange.ts'
import { seriousFaults } from '../console/axe.ts'
import { startConsole } from '../console/console.ts'

type Overview = z.output<typeof OverviewAnswer>

const console = startConsole()
const WALL = { viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' } as const
const GUANDU = '530111'
/** Far from everything the tests of the pages report. */
const DONGCHUAN = '530113'
/** Events are gathered for 4 s before the numbers are asked for again. */
const SOON = { timeout: 20_000 }

const answer = async (more = ''): Promise<Overview> => (await console.as('city-supervisor')).get(`/api/overview${more}`)
const tile = (page: Page, name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) }).last()
const value = (page: Page, name: string): Promise<string> => tile(page, name).locator('p').first().innerText()
const told = (count: number): string => count.toLocaleString('zh-CN')

/** Texts below 2.4 % of the window's height, as size and text. */
const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('body *')].flatMap((each) => {
    const text = [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('')
    const { width, height } = each.getBoundingClientRect()
    const size = parseFloat(getComputedStyle(each).fontSize)
    const seen = text !== '' && width > 1 && height > 1 && !['SCRIPT', 'STYLE', 'NOSCRIPT', 'TITLE'].includes(each.tagName)
    return seen && size < 0.024 * innerHeight ? [size + ' ' + text.slice(0, 20)] : []
  })`)

/** What reaches below the window, as tag and text. */
const beyondFoot = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('main, main *, header, header *')]
    .filter((each) => each.getBoundingClientRect().bottom > innerHeight + 0.5).map((each) => each.tagName + ' ' + each.textContent.slice(0, 40))`)

describe('the wall', () => {
  test('shows the numbers of the interface, and a new report without being touched', async () => {
    await arrangeCase(console, 'handling')
    const { page, errors, foreign } = await console.open('city-supervisor', '/screen', WALL)
    await page.getByRole('heading', { name: '今日上报' }).waitFor()
    const before = await answer()
    expect(await value(page, '今日上报')).toBe(told(before.reported.today))
    expect(await value(page, '在办')).toBe(told(before.open.now))
    const handling = before.river.stages.filter(({ stage }) => stage === 'handling').reduce((sum, { open }) => sum + open, 0)
    expect(await page.locator('[data-stage="handling"] b').innerText()).toBe(told(handling))
    const guandu = before.children.find(({ code }) => code === GUANDU)
    await page.getByRole('button', { name: new RegExp(`^官渡区：.*在办 ${guandu?.open}，超时 ${guandu?.overdue}$`) }).waitFor()
    await reported(console)
    await tile(page, '今日上报')
      .getByText(told(before.reported.today + 1), { exact: true })
      .waitFor(SOON)
    await page.getByRole('button', { name: new RegExp(`^官渡区：.*在办 ${(guandu?.open ?? 0) + 1}，`) }).waitFor(SOON)
    expect([errors, foreign]).toEqual([[], []])
  })

  test('goes into a place by keyboard and back by Escape, and says why an empty one is empty', async () => {
    const { page } = await console.open('city-supervisor', '/screen', WALL)
    await page.getByRole('button', { name: /^官渡区：/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '官渡区', level: 1 }).waitFor()
    expect(new URL(page.url()).searchParams.get('placeCode')).toBe(GUANDU)
    await page.getByRole('heading', { name: '各街道' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: '昆明市', level: 1 }).waitFor()
    await page.goto(`${console.site().url}/screen?placeCode=${DONGCHUAN}`)
    await page.getByText('还没有案卷').waitFor()
    await page.getByText('没有超时案卷').waitFor()
  })

  test('goes round the districts when asked to', async () => {
    const { page } = await console.open('city-supervisor', '/screen?rotate=5', WALL)
    await page.getByRole('heading', { name: '昆明市', level: 1 }).waitFor()
    const first = (await answer()).children.find(({ kind }) => kind === 'district')
    await page.getByRole('heading', { name: first?.name.zh ?? '', level: 1 }).waitFor(SOON)
  })

  test('keeps the last picture and says how old it is while the server is away, and goes on by itself', async () => {
    const { page } = await console.open('city-supervisor', '/screen', WALL)
    await page.getByText(/^上次更新 \d\d:\d\d:\d\d$/).waitFor()
    const open = await value(page, '在办')
    await page.route('**/api/overview?**', (route) => route.abort())
    await page.route('**/api/overview', (route) => route.abort())
    await reported(console)
    await page
      .getByRole('alert')
      .getByText(/^数据停在 \d\d:\d\d:\d\d/)
      .waitFor(SOON)
    expect(await value(page, '在办')).toBe(open)
    await page.unroute('**/api/overview?**')
    await page.unroute('**/api/overview')
    await page.getByText(/^上次更新/).waitFor(SOON)
    expect(await value(page, '在办')).not.toBe(open)
  })

  test('says that its stream is lost, and regains it also after an answer that makes the browser give up', async () => {
    const { page } = await console.open('city-supervisor', '/api/about', WALL)
    await page.route('**/api/stream', (route) => route.fulfill({ status: 502, body: '' }))
    await page.goto(`${console.site().url}/screen`)
    await page.getByText('连接已断，自动重连中').waitFor()
    await page.unroute('**/api/stream')
    await page.getByText('实时连接').waitFor(SOON)
    const before = (await answer()).reported.today
    await reported(console)
    await tile(page, '今日上报')
      .getByText(told(before + 1), { exact: true })
      .waitFor(SOON)
  })
})

describe('who sees the wall', () => {
  test('nobody who is not signed in: the way to the sign-in leads back', async () => {
    const { page } = await console.open(null, `/screen?placeCode=${GUANDU}`, WALL)
    await page.getByRole('link', { name: '去登录' }).click()
    await page.click('button[value="guandu-duty-chief"]')
    await page.getByRole('button', { name: '只看一下，仍以本人登录' }).click()
    await page.getByRole('heading', { name: '官渡区', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/screen')
  })

  test('nobody without the permission to read cases', async () => {
    const { page } = await console.open('guandu-water', '/screen', WALL)
    await page.getByRole('heading', { name: '没有权限' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })
})

describe.each([
  [1920, 1080, 'zh-CN'],
  [1366, 768, 'en-GB'],
] as const)('at %i by %i, %s', (width, height, locale) => {
  test('everything is in the window and large enough, nothing serious for axe', async () => {
    const { page } = await console.open('city-supervisor', '/screen', { ...WALL, viewport: { width, height }, locale })
    await page.locator('[data-stage="handling"]').waitFor()
    await page.locator('canvas').waitFor()
    expect(await listOverflowing(page)).toEqual([])
    expect(await beyondFoot(page)).toEqual([])
    expect(await smallTexts(page)).toEqual([])
    expect(await seriousFaults(page)).toEqual([])
  })
})
