import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()

type Position = readonly [number, number]
interface Outline {
  readonly id: string
  readonly geometry: { readonly type: string; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  readonly properties: { readonly role: string; readonly code: string; readonly name: string }
}

/** The page shows so much more than the community is high. */
const ROOMY = 1.24
const COMMUNITY = '530111001012'
const PATH = `/administration/grids?place=${COMMUNITY}`

const readOutlines = async (): Promise<readonly Outline[]> =>
  (await (await console.as('administrator')).get<{ features: readonly Outline[] }>(`/api/outlines?parent=${COMMUNITY}`)).features
const verticesOf = ({ geometry }: Outline): readonly Position[] => geometry.coordinates.flat(2)
const isAt = (one: Position, other: Position): boolean => one[0] === other[0] && one[1] === other[1]
const pick = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the demo city is not as expected')
  return value
}

/** Two grids and a vertex inside the community that both have. */
function sharedInside(outlines: readonly Outline[]) {
  const parent = pick(outlines.find(({ properties }) => properties.role === 'parent'))
  const children = outlines.filter(({ properties }) => properties.role === 'child')
  const inside = (at: Position): boolean => verticesOf(parent).every((each) => Math.hypot(each[0] - at[0], each[1] - at[1]) > 5e-4)
  for (const one of children)
    for (const vertex of verticesOf(one)) {
      const other = children.find((each) => each !== one && verticesOf(each).some((at) => isAt(at, vertex)))
      if (other && inside(vertex)) return { parent, one, other, vertex }
    }
  throw new Error('no vertex inside the community is shared')
}

const open = async (login = 'administrator', options = {}) => {
  const visit = await console.open(login, PATH, options)
  await visit.page.locator('.maplibregl-canvas').waitFor()
  await visit.page.getByText(/共 [45] 个/).waitFor()
  return visit
}
const longitudeOf = (page: Page, [lon]: Position) => page.locator(`input[aria-label$="经度"][value="${lon.toFixed(7)}"]`).first()
const choose = (page: Page, { properties }: Outline) => page.getByRole('button', { name: properties.name, exact: false }).first().click()
const move = async (page: Page, vertex: Position, by: number): Promise<void> => {
  const field = longitudeOf(page, vertex)
  await field.fill(String(vertex[0] + by))
  // What is typed is no longer what the field was found by.
  await page.keyboard.press('Enter')
}
const together = (page: Page) => page.getByRole('checkbox', { name: '共用的顶点一起移动' })
const save = (page: Page) => page.getByRole('button', { name: /^保存/ })

/** Where a place is on the map that shows the parent with the margin of the shared map. */
async function pixels(page: Page, parent: Outline): Promise<(at: Position) => { x: number; y: number }> {
  const box = pick((await page.locator('.maplibregl-canvas').boundingBox()) ?? undefined)
  const flat = ([lon, lat]: Position): Position => [(lon + 180) / 360, (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2]
  const all = verticesOf(parent).map(flat)
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = Math.min((box.width - 48) / (east - west), (box.height - 48) / ((south - north) * ROOMY), 512 * 2 ** 17)
  return (at) => {
    const [x, y] = flat(at)
    return { x: box.x + box.width / 2 + (x - (west + east) / 2) * scale, y: box.y + box.height / 2 + (y - (north + south) / 2) * scale }
  }
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 20 })
  await page.mouse.up()
}

describe('the outlines of grids', () => {
  test('an overlap is shown before saving, refused, mended and saved', async () => {
    const { page, errors, foreign } = await open()
    const { one, vertex } = sharedInside(await readOutlines())
    await choose(page, one)
    await together(page).uncheck()
    await move(page, vertex, 0.0006)
    await page.getByText(/这次修改带来 \d+ 处问题/).waitFor()
    await page.getByRole('button', { name: /重叠 *新出现/ }).waitFor()
    expect(await save(page).isDisabled()).toBe(true)
    const moved = { ...one.geometry, coordinates: one.geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map((at) => (isAt(at, vertex) ? [at[0] + 0.0006, at[1]] : at)))) }
    const body = { requestId: crypto.randomUUID(), outlines: [{ kind: 'management', code: one.properties.code, area: moved }], on: '2026-11-20' }
    await expect((await console.as('administrator')).post('/api/outlines', body)).rejects.toThrow('organisation.wrong_outline')

    await page.getByRole('button', { name: '撤销一步' }).click()
    await page.getByText('还没有修改').waitFor()
    await together(page).check()
    await move(page, vertex, 0.0006)
    await page.getByText('没有新的盲区、重叠或越界').waitFor()
    await save(page).click()
    await page.getByText('边界已保存').waitFor()
    const at: Position = [Math.round((vertex[0] + 0.0006) * 1e9) / 1e9, vertex[1]]
    const having = (await readOutlines()).filter((each) => each.properties.role === 'child' && verticesOf(each).some((each_) => isAt(each_, at)))
    expect(having.length).toBeGreaterThanOrEqual(2)
    expect([errors, foreign]).toEqual([[], []])
  }) // biome-ignore format: a story

  test('a new grid drawn over its neighbours gets their ground and is saved with them, without a gap', async () => {
    // Borders change once a day.
    console.site().skip(24 * 3_600_000)
    const { page, errors } = await open()
    const { parent, vertex } = sharedInside(await readOutlines())
    await page.waitForTimeout(1500)
    const { x, y } = (await pixels(page, parent))(vertex)
    await page.getByRole('button', { name: '画新网格' }).click()
    for (const [dx, dy] of [[-45, -40], [50, -35], [40, 45], [-40, 50]] as const) await page.mouse.click(x + dx, y + dy) // biome-ignore format: four corners
    await page.mouse.click(x - 45, y - 40)
    await page.getByText('没有新的盲区、重叠或越界').waitFor()
    expect(await page.getByText('已改', { exact: true }).count()).toBeGreaterThan(1)
    const grid = page.getByRole('region', { name: '新网格' })
    expect([await grid.getByLabel('编码').inputValue(), await save(page).isDisabled()]).toEqual([`${COMMUNITY}005`, true])
    await grid.getByLabel('名称', { exact: true }).fill('新划网格')
    await save(page).click()
    await page.getByText('边界已保存').waitFor()
    const children = (await readOutlines()).filter(({ properties }) => properties.role === 'child')
    expect(children.map(({ properties }) => properties.code)).toContain(`${COMMUNITY}005`)
    const { findings } = await (await console.as('administrator')).get<{ findings: readonly object[] }>(
      `/api/coverage?level=management-grid&within=${COMMUNITY}`,
    )
    expect([findings, errors]).toEqual([[], []])
  })

  test('a vertex dragged near a border snaps to it to the last digit', async () => {
    const { page } = await open()
    const { parent, one, vertex } = sharedInside(await readOutlines())
    await page.waitForTimeout(1500)
    const place = await pixels(page, parent)
    await choose(page, one)
    await together(page).uncheck()
    const start = place(vertex)
    const away = { x: start.x + 70, y: start.y + 45 }
    await drag(page, start, away)
    await page.getByText('已改').waitFor()
    await drag(page, away, { x: start.x + 6, y: start.y - 5 })
    await page.getByText('还没有修改').waitFor()
    expect(await longitudeOf(page, vertex).count()).toBe(1)
  })

  test('leaving with an edit that is not saved asks first', async () => {
    const { page } = await open()
    const { one, vertex } = sharedInside(await readOutlines())
    await choose(page, one)
    await move(page, vertex, 0.0003)
    await page.getByText('已改').first().waitFor()
    await page.getByRole('link', { name: '组织' }).click()
    await page.locator('.ant-modal-confirm-title').waitFor()
    await page.getByRole('button', { name: '留下' }).click()
    expect(page.url()).toContain('/administration/grids')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '全部还原' }).click()
    await page.getByText('还没有修改').waitFor()
    await page.getByRole('link', { name: '组织' }).click()
    await page.getByRole('tree').waitFor()
  })

  test('who may only read edits nothing; nothing serious for axe at either width', async () => {
    const { page } = await open('guandu-duty-chief', { viewport: { width: 1024, height: 768 } })
    await page.getByText('当前岗位只能查看，不能修改。').waitFor()
    expect(await save(page).count()).toBe(0)
    expect(await page.getByRole('button', { name: '画新网格' }).count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    expect(await listOverflowing(page)).toEqual([])
    const editing = await open('administrator', { colorScheme: 'dark' as const })
    await choose(editing.page, sharedInside(await readOutlines()).one)
    expect(await seriousFaults(editing.page)).toEqual([])
    expect(await layoutShift(editing.page)).toBeLessThan(0.1)
  })
})
