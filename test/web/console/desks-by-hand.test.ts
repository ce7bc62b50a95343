import { expect, test } from 'vitest'
import { arrangeCase, PLACE } from './arrange.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const stageOf = async (id: string): Promise<string> =>
  (await (await console.as('guandu-duty-chief')).get<{ stage: string }>(`/api/cases/${id}`)).stage
const later = (minutes: number): string => new Date(console.site().now().getTime() + minutes * 60_000).toISOString()

/** Degrees that the map of the desk shows around its cases, and pixels it leaves free at each side. */
const [AROUND, FREE] = [0.003, 24]

test('a case is chosen on the map of the dispatch desk', async () => {
  const apart = 0.006
  const west = await arrangeCase(console, 'filed')
  const east = await arrangeCase(console, 'filed', { lon: PLACE.lon + apart })
  const { page } = await console.open('guandu-dispatcher', '/dispatch')
  await page.waitForURL(new RegExp(`case=${west.id}`), { timeout: 40_000 })
  const map = page.locator('.maplibregl-canvas').first()
  await map.waitFor({ timeout: 40_000 })
  const { x, y, width, height } = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const scale = (width - 2 * FREE) / (apart + 2 * AROUND)
  const choose = async (): Promise<boolean> => {
    await page.mouse.click(x + width / 2 + (apart / 2) * scale, y + height / 2)
    return page.url().includes(east.id)
  }
  // The lights come with their tiles.
  await expect.poll(choose, { timeout: 40_000, interval: 1000 }).toBe(true)
  await page.getByRole('form', { name: `派遣 ${east.number}` }).waitFor({ timeout: 40_000 })
}, 180_000)

test('a suspended case is resumed by hand from the supervision desk, with a reason', async () => {
  const { id } = await arrangeCase(console, 'handling', { lon: PLACE.lon + 0.01 })
  await (await console.as('guandu-water')).act(id, 'request-suspension', { until: later(600), reason: '等施工方退场' })
  await (await console.as('guandu-duty-chief')).act(id, 'decide-suspension', { granted: true, ruling: '属实，同意挂账' })
  const { page, errors } = await console.open('guandu-duty-chief', `/supervision?case=${id}`)
  await page.getByRole('button', { name: '恢复处置' }).first().click()
  const reason = page.getByRole('textbox').last()
  await reason.fill('施工方已提前退场')
  await page.getByRole('button', { name: '恢复处置' }).last().click()
  await expect.poll(() => stageOf(id), { timeout: 30_000, interval: 500 }).toBe('handling')
  expect(errors).toEqual([])
}, 120_000)
