import { expect, test } from 'vitest'
import { reported } from '../console/arrange.ts'
import { startConsole } from '../console/console.ts'

const console = startConsole()
const WALL = { viewport: { width: 1920, height: 1080 } } as const
const MINUTE = 60_000
const [NIGHT, DAY] = [15 * 60 * MINUTE, 24 * 60 * MINUTE]

/** A wall whose own time can be put forward: every timer that would have fired by then does. */
async function openWall(options: object = WALL) {
  const visit = await console.open('city-supervisor', '/screen', options)
  await visit.page.clock.install({ time: console.site().now() })
  await visit.page.reload()
  await visit.page.getByRole('heading', { name: '今日上报' }).waitFor()
  return visit
}

test('a new version of the page is loaded by itself, but not while somebody touches the screen', async () => {
  const { page } = await openWall()
  await page.evaluate('globalThis.sameLoad = true')
  // The server answers with the page of its next version: another name of the script, as any change gives.
  await page.route(
    (url) => url.pathname === '/screen',
    async (route) => {
      if (route.request().resourceType() === 'document') return route.continue()
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace(/src="([^"]+)\.js"/, 'src="$1-next.js"') })
    },
  )
  const looked = page.waitForResponse((response) => new URL(response.url()).pathname === '/screen')
  await page.clock.fastForward(10 * MINUTE + 1000)
  await looked
  await page.mouse.move(500, 500)
  await page.mouse.move(510, 500)
  await page.clock.fastForward(30_000)
  await page.waitForTimeout(500)
  expect(await page.evaluate('globalThis.sameLoad')).toBe(true)
  await page.clock.fastForward(90_000)
  await expect.poll(() => page.evaluate('globalThis.sameLoad === undefined').catch(() => false), { timeout: 20_000 }).toBe(true)
  await page.getByRole('heading', { name: '今日上报' }).waitFor()
}, 90_000)

test('the day turns by itself at midnight', async () => {
  const { page } = await openWall()
  await page.getByText('11月20日星期五').waitFor()
  // A screen keeps its session overnight, and the server's clock goes on with the wall's: it is the server's that is shown.
  const { db, now, skip } = console.site()
  await db
    .updateTable('session')
    .set({ idleMinutes: null, expiresAt: new Date(now().getTime() + DAY) })
    .execute()
  skip(NIGHT)
  await page.clock.fastForward(NIGHT)
  await page.getByText('11月21日星期六').waitFor()
}, 60_000)

test('where a case arrives a ring is seen once, and none by whoever asks for less motion', async () => {
  const watch = `globalThis.rings = 0
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.matches?.('span[class*="pulse"]')) globalThis.rings += getComputedStyle(node).display === 'none' ? 0 : 1
    }).observe(document.body, { childList: true, subtree: true })`
  const moving = await console.open('city-supervisor', '/screen', WALL)
  const still = await console.open('city-supervisor', '/screen', { ...WALL, reducedMotion: 'reduce' })
  for (const { page } of [moving, still]) {
    await page.locator('.maplibregl-canvas').waitFor()
    await page.getByText('在办').first().waitFor()
    await page.waitForTimeout(3000)
    await page.evaluate(watch)
  }
  await reported(console)
  await expect.poll(() => moving.page.evaluate('globalThis.rings'), { timeout: 30_000 }).toBe(1)
  expect(await still.page.evaluate('globalThis.rings')).toBe(0)
}, 120_000)
