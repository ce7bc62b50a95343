import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { listOverflowing, until } from '../browser.ts'
import { arrangeCase, PLACE } from '../console/arrange.ts'
import { seriousFaults } from '../console/axe.ts'
import { startConsole } from '../console/console.ts'
import { phone } from '../phone.ts'

const console = startConsole()

/** A phone that has never opened the app, before it does. */
async function beforeTheFirstVisit(
  login: string | null,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[]; open: (path?: string) => Promise<unknown> }> {
  const { page, errors } = await console.open(login, '/healthz', { ...phone(360), ...options })
  return { page, errors, open: (path = '/field/report') => page.goto(console.site().url + path) }
}
/** Answers matching `pattern` wait until the promise that comes back is let go. */
async function hold(page: Page, pattern: string): Promise<() => void> {
  let letGo = (): void => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(pattern, async (route) => {
    await gone
    await route.continue()
  })
  return letGo
}
const workers = (page: Page): Promise<number> => page.evaluate('navigator.serviceWorker.getRegistrations().then(({ length }) => length)')

test('a report is begun before the catalogue is here: photo and place first, the types join them, and only then does the worker take the line', async () => {
  const { page, errors, open } = await beforeTheFirstVisit('guandu-inspector')
  const letGo = await hold(page, '**/api/field/pack*')
  await open()
  await page.getByText('拍照', { exact: true }).waitFor()
  await page.getByText('立案标准还没有取到').waitFor()
  await page.getByText(`${PLACE.lon.toFixed(5)}, ${PLACE.lat.toFixed(5)}`).waitFor()
  expect([await seriousFaults(page), await listOverflowing(page), await workers(page)]).toEqual([[], [], 0])
  expect(await page.getByText('不在已下载的网格内').count()).toBe(0)
  letGo()
  await page.locator('[aria-label="问题类型"] button').first().waitFor()
  await page.getByText('网格：').waitFor()
  await expect.poll(() => workers(page)).toBe(1)
  expect(errors).toEqual([])
})

test('who is signed in is asked once, while the app itself is still on its way', async () => {
  const { page, open } = await beforeTheFirstVisit('guandu-inspector')
  const letGo = await hold(page, '**/assets/react-*.js')
  let asked = 0
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/session') asked++
  })
  const opened = open()
  await page.getByText('正在打开').waitFor()
  await expect.poll(() => asked).toBe(1)
  letGo()
  await opened
  await page.getByText('拍照', { exact: true }).waitFor()
  await page.waitForTimeout(500)
  expect(asked).toBe(1)
})

test('every page opens after the line has gone, before the service worker is there', async () => {
  const { id } = await arrangeCase(console, 'checking')
  const { page, open } = await beforeTheFirstVisit('guandu-inspector', { serviceWorkers: 'block' })
  await open('/field')
  await page.locator(`a[href="/field/tasks/${id}"]`).waitFor()
  await until(
    page,
    "performance.getEntriesByType('resource').filter(({ name }) => /(me|task|step|map|place|item)-page-.*js$/.test(name)).length === 6",
  )
  await page.context().setOffline(true)
  await page.locator(`a[href="/field/tasks/${id}"]`).click()
  await page.getByRole('link', { name: '核查', exact: true }).click()
  await page.getByRole('button', { name: '提交核查' }).waitFor()
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByText('未在岗').waitFor()
})

test('a page whose file has not come says so, the rest goes on, and it comes with the line', async () => {
  const { page, open } = await beforeTheFirstVisit('guandu-inspector', { serviceWorkers: 'block' })
  await page.route('**/assets/me-page-*.js', (route) => route.abort())
  await open('/field')
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByText('这一页还没有取到').waitFor()
  expect([await seriousFaults(page), await listOverflowing(page)]).toEqual([[], []])
  await page.getByRole('link', { name: /^任务/ }).click()
  await page.getByRole('link', { name: '地图' }).waitFor()
  await page.getByRole('link', { name: '我的' }).click()
  await page.unroute('**/assets/me-page-*.js')
  await page.getByText('未在岗').waitFor()
})

test('a link to a step waits for the list of tasks on a phone that has none, and says what became of a task that is gone', async () => {
  const { id } = await arrangeCase(console, 'checking')
  const { page, open } = await beforeTheFirstVisit('guandu-inspector')
  const letGo = await hold(page, '**/api/field/tasks*')
  await open(`/field/tasks/${id}/check`)
  await page.getByText('任务清单还没有取到').waitFor()
  expect([await seriousFaults(page), await listOverflowing(page)]).toEqual([[], []])
  letGo()
  await page.getByRole('button', { name: '提交核查' }).waitFor()
  await page.goto(`${console.site().url}/field/tasks/${newId()}/check`)
  await page.getByText('这件任务已不在您的清单里').waitFor()
})

test.each(['zh-CN', 'en-US'])('a file of the app that does not come is told of, with a way to try again: %s', async (locale) => {
  const { page, open } = await beforeTheFirstVisit(null, { locale })
  await page.route('**/assets/react-*.js', (route) => route.abort())
  await open()
  await page.getByRole('alert').getByText('打不开：网络中断。').waitFor()
  expect(await page.getByText('正在打开').isVisible()).toBe(false)
  expect([await seriousFaults(page), await listOverflowing(page)]).toEqual([[], []])
  await page.unroute('**/assets/react-*.js')
  await page.getByRole('link', { name: /Open again/ }).click()
  await page.getByLabel(locale === 'zh-CN' ? '账号' : 'Account', { exact: true }).waitFor()
})
