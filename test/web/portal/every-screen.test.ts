import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { seriousFaults } from '../console/axe.ts'
import { startConsole } from '../console/console.ts'
import { PHONE } from '../phone.ts'
import { rememberLargeType } from './on-screen.ts'

const console = startConsole()

/** A draft with everything answered, so that every question can be opened. */
const DRAFT = {
  requestId: '01890000-0000-7000-8000-000000000001', photos: [], place: { lon: 102.7435, lat: 25.0167, accuracy: 12 }, address: '双桥路12号',
  topic: 'light', text: '', contact: '', wantsNews: false, form: null, reached: 'send',
} // biome-ignore format: a list

const PATHS = [
  '',
  '/report/photo',
  '/report/where',
  '/report/what',
  '/report/contact',
  '/report/send',
  '/lookup',
  '/map',
  '/subscribe',
  '/about',
  '/nothing',
]
const keepDraft = (page: Page): Promise<unknown> =>
  page.evaluate(`localStorage.setItem('wangge.portal.draft', JSON.stringify({ ...${JSON.stringify(DRAFT)}, startedAt: Date.now() }))`)

/** Buttons, links and fields that are lower or narrower than a finger, as name and height. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('main button, main input:not([type=checkbox], [type=radio], [type=file], [name=website]), main a[class]')]
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && (height < 43.5 || width < 24))
    .map(([each, { height }]) => each.textContent.slice(0, 20) + ' ' + Math.round(height))`)

describe.each([
  ['zh-CN', 'usual type', 360],
  ['en-GB', 'usual type', 390],
  ['zh-CN', 'large type', 360],
  ['en-GB', 'large type', 390],
  ['zh-CN', 'usual type', 1280],
] as const)('%s in %s at %i px', (locale, type, width) => {
  test('every screen is without serious fault for axe, not wider than the window, and easy to hit', async () => {
    const viewport = { width, height: 740 }
    const { page, errors, foreign } = await console.open(
      null,
      '/portal/about',
      width < 500 ? { ...PHONE, locale, viewport } : { locale, viewport },
    )
    await keepDraft(page)
    if (type === 'large type') await rememberLargeType(page)
    const found: string[] = []
    for (const path of PATHS) {
      await page.goto(`${console.site().url}/portal${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const faults = [...(await seriousFaults(page)), ...(await listOverflowing(page)), ...(await smallTargets(page))]
      found.push(...faults.map((fault) => `${path}: ${fault}`))
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
    expect(foreign).toEqual([])
  })
})

describe('large type', () => {
  test('doubles the text, is remembered on the device, and reads aloud only when asked, with a voice of the device', async () => {
    const { page } = await console.open(null, '/portal/about', PHONE)
    await page.addInitScript(`globalThis.said = []
      const voice = { localService: true, lang: 'zh-CN', name: 'device' }
      globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text } }
      Object.defineProperty(globalThis, 'speechSynthesis', { value: Object.assign(new EventTarget(), { getVoices: () => [voice], cancel: () => {}, speak: ({ text }) => said.push(text) }) })`)
    await page.goto(`${console.site().url}/portal`)
    const size = (): Promise<number> => page.evaluate(`parseFloat(getComputedStyle(document.body).fontSize)`)
    const usual = await size()
    expect(await page.getByRole('button', { name: '读给我听' }).count()).toBe(0)
    await page.getByRole('button', { name: '大字版' }).tap()
    await expect.poll(size).toBe(2 * usual)
    await page.reload()
    await expect.poll(size).toBe(2 * usual)
    expect(await page.evaluate('said')).toEqual([])
    await page.getByRole('button', { name: '读给我听' }).tap()
    await expect.poll(() => page.evaluate('said.join()')).toContain('上报一个问题')
    await page.getByRole('button', { name: '停止朗读' }).tap()
    await page.getByRole('button', { name: '普通版' }).tap()
    await expect.poll(size).toBe(usual)
  })

  test('takes a step with one tap', async () => {
    const { page } = await console.open(null, '/portal/about', PHONE)
    await rememberLargeType(page)
    await page.goto(`${console.site().url}/portal/report/where`)
    await page.getByRole('button', { name: '用我现在的位置' }).tap()
    await page.getByRole('heading', { level: 1, name: '看到什么？' }).waitFor()
    await page.getByRole('button', { name: '路灯不亮' }).tap()
    await page.getByRole('heading', { level: 1, name: '要告诉您结果吗？' }).waitFor()
  })
})

test('language is changed in place and stays', async () => {
  const { page } = await console.open(null, '/portal', PHONE)
  await page.getByRole('button', { name: 'English' }).tap()
  await page.getByRole('heading', { level: 1, name: 'Seen a problem in the city? Tell us' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Seen a problem in the city? Tell us' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
})
