import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { type Arranged, arrangeCase } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const NUMBER = /[0-9]{6}-[0-9]{8}-[0-9A-Z]{6}/

const line = (page: Page, id: string) => page.locator(`[id="case-${id}"]`)
const lines = (page: Page) => page.locator('[role="row"][id]')
const box = (page: Page, name: string) => page.getByRole('navigation', { name: '案卷箱' }).getByRole('link', { name })
const countOf = async (page: Page, name: string): Promise<number> => Number((await box(page, name).locator('b').innerText()) || Number.NaN)
const untilCount = (page: Page, name: string, count: number) =>
  box(page, name)
    .locator('b', { hasText: new RegExp(`^${count}$`) })
    .waitFor()

describe('the workbench', { timeout: 120_000 }, () => {
  test('shows what waits for the post, each box with its true count, and only boxes that concern it', async () => {
    const { id } = await arrangeCase(console, 'accepted')
    const { page, errors, foreign } = await console.open('guandu-duty-chief', '/')
    await line(page, id).waitFor()
    const chief = await console.as('guandu-duty-chief')
    const { total } = await chief.get<{ total: number }>('/api/cases/count?box=inbox&stage=accepted')
    expect(await countOf(page, '待立案')).toBe(total)
    expect(await box(page, '待受理').count()).toBe(0)
    expect(await box(page, '待派遣').count()).toBe(0)
    await box(page, '待立案').click()
    await page.waitForURL(/stage=accepted/)
    expect(await line(page, id).innerText()).toContain('待立案')
    expect([errors, foreign]).toEqual([[], []])
  })

  test('the keyboard alone moves, opens, files and comes back', async () => {
    const { id, number } = await arrangeCase(console, 'accepted', { description: '键盘立案一例' })
    const { page } = await console.open('guandu-duty-chief', '/workbench?box=inbox&stage=accepted')
    await line(page, id).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('键盘立案')
    await page.waitForURL(/text=/)
    await expect.poll(() => lines(page).count()).toBe(1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('a')
    await page.getByRole('region', { name: new RegExp(`立案.*${number}`) }).waitFor()
    await page
      .getByRole('region', { name: new RegExp(`立案.*${number}`) })
      .getByRole('button', { name: '立案', exact: true })
      .click()
    await line(page, id).getByText('已处理').waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((address) => !address.searchParams.has('case'))
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '键盘操作' }).waitFor()
  })

  test('rows are live: what others have done turns quiet in its place, what is new waits at the top', async () => {
    const gone = await arrangeCase(console, 'accepted')
    const { page } = await console.open('guandu-duty-chief', '/workbench?box=inbox&stage=accepted')
    await line(page, gone.id).waitFor()
    const before = await lines(page).count()
    const counted = await countOf(page, '待立案')
    const chief = await console.as('guandu-duty-chief')
    await chief.act(gone.id, 'file')
    await line(page, gone.id).getByText('已处理').waitFor()
    expect(await lines(page).count()).toBe(before)
    await untilCount(page, '待立案', counted - 1)
    const fresh = await arrangeCase(console, 'accepted')
    await page.getByRole('button', { name: '1 条新案卷 ↑' }).waitFor()
    expect(await line(page, fresh.id).count()).toBe(0)
    await page.getByRole('button', { name: '1 条新案卷 ↑' }).click()
    await line(page, fresh.id).waitFor()
    expect(await line(page, gone.id).count()).toBe(0)
  })

  test('box, filter and open case are in the address; back goes back', async () => {
    const { id, number } = await arrangeCase(console, 'handling')
    const { page } = await console.open('guandu-water', '/workbench')
    await box(page, '处置中').click()
    await line(page, id).click()
    await page.getByRole('article').getByText(number).first().waitFor()
    const address = page.url()
    expect(new URL(address).searchParams.get('case')).toBe(id)
    await page.goBack()
    await page.waitForURL((now) => !now.searchParams.has('case'))
    expect(await page.getByRole('article').count()).toBe(0)
    await page.goto(address)
    await page.getByRole('article').getByText(number).first().waitFor()
    expect(await box(page, '处置中').getAttribute('aria-current')).toBe('page')
  })

  test('at 1024 px the case covers the list, with a way back to the same place', async () => {
    const { id, number } = await arrangeCase(console, 'accepted')
    const { page } = await console.open('guandu-duty-chief', '/workbench?box=inbox&stage=accepted', {
      viewport: { width: 1024, height: 768 },
    })
    await line(page, id).click()
    await page.getByRole('article').getByText(number).first().waitFor()
    expect(await page.locator('[inert] [role="grid"]').count()).toBe(1)
    await page.getByRole('button', { name: '返回列表' }).click()
    await page.locator('[inert] [role="grid"]').waitFor({ state: 'detached' })
    expect(await line(page, id).isVisible()).toBe(true)
  })

  test('a filter is kept under a name with the person: applied, renamed, deleted', async () => {
    const { page } = await console.open('guandu-acceptor', '/workbench?box=all&urgency=urgent&unitId=none')
    const saved = page.getByRole('button', { name: '已存筛选' })
    await saved.click()
    await page.getByPlaceholder('给这个筛选起个名字').fill('紧急且无单位')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已存为“紧急且无单位”').waitFor()
    await page.goto(new URL('/workbench', page.url()).href)
    await saved.click()
    await page.getByRole('button', { name: '紧急且无单位', exact: true }).click()
    await page.waitForURL(/unitId=none/)
    await page.getByText('处置单位 尚无单位').waitFor()
    await saved.click()
    await page.getByRole('button', { name: '改名 紧急且无单位' }).click()
    await page.getByRole('textbox', { name: '给这个筛选起个名字' }).first().fill('急件')
    await page.getByRole('button', { name: '改名', exact: true }).click()
    await page.getByRole('button', { name: '删除 急件' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '删除', exact: true }).click()
    await page.getByText('还没有存过筛选').waitFor()
  })

  test('a filter panel finds types by pinyin, and a filter nothing matches says so and can be cleared', async () => {
    await arrangeCase(console, 'accepted')
    const { page } = await console.open('guandu-acceptor', '/workbench?box=all')
    await lines(page).first().waitFor()
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await page.getByLabel('问题类型').fill('ysbz')
    await page.locator('.ant-select-item-option-active', { hasText: '雨水箅子' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/typeCode=C0104/)
    await page.getByRole('button', { name: '完成', exact: true }).click()
    await page.getByText('问题类型 雨水箅子').waitFor()
    await page.getByLabel('在列表中搜索').fill('没有这样的案卷')
    await page.getByText('没有符合筛选条件的案卷').waitFor()
    await page.getByRole('status').getByRole('button', { name: '清除筛选' }).click()
    await lines(page).first().waitFor()
  })

  test("columns are the reader's choice and stay so; the list leaves as a file with every case the filter finds", async () => {
    await arrangeCase(console, 'reported')
    const { page } = await console.open('city-dispatcher', '/workbench?box=all')
    await lines(page).first().waitFor()
    await page.getByRole('button', { name: '列', exact: true }).click()
    const kept = page.waitForResponse((answer) => answer.url().includes('/api/preferences/workbench') && answer.ok())
    await page.getByRole('checkbox', { name: '案卷号' }).click()
    await kept
    await page.reload()
    await lines(page).first().waitFor()
    expect(await page.getByRole('columnheader', { name: '案卷号' }).count()).toBe(0)
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const text = readFileSync(await (await file).path(), 'utf8')
    const dispatcher = await console.as('city-dispatcher')
    const { total } = await dispatcher.get<{ total: number }>('/api/cases/count?box=all')
    expect(text.split('\n').filter((row) => NUMBER.test(row)).length).toBe(total)
  })

  test('many cases at once: each by itself, what somebody else did first shows both versions, nothing is lost', async () => {
    const cases: Arranged[] = []
    for (const name of ['甲', '乙', '丙']) cases.push(await arrangeCase(console, 'accepted', { description: `一批立案${name}` }))
    const other = await arrangeCase(console, 'reported', { description: '一批立案丁' })
    const { page } = await console.open('guandu-duty-chief', '/workbench?box=all&open=true&text=一批立案')
    await line(page, other.id).waitFor()
    await lines(page).first().focus()
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: '立案 3/4' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('案卷当前阶段不能进行此操作').waitFor()
    await (await console.as('guandu-duty-chief')).act(cases[0]?.id ?? '', 'file')
    await dialog.getByRole('button', { name: '立案 3 条' }).click()
    await dialog.getByText('办成 2 条，未成 1 条').waitFor()
    await dialog.getByText('您看到的：第 2 步，待立案').waitFor()
    await dialog.getByText('现在：第 3 步，待派遣').waitFor()
    await dialog.getByText('现在不能办：案卷当前阶段不能进行此操作').waitFor()
    await dialog.getByRole('button', { name: '完成', exact: true }).click()
    const chief = await console.as('guandu-duty-chief')
    for (const { id } of cases) expect((await chief.get<{ stage: string }>(`/api/cases/${id}`)).stage).toBe('filed')
    expect((await chief.get<{ stage: string }>(`/api/cases/${other.id}`)).stage).toBe('reported')
  })

  test('an empty inbox says why; a list that cannot be read can be asked for again', async () => {
    const { page } = await console.open('guandu-duty-chief', '/workbench?box=inbox&pendingKind=suspension')
    await page.getByText('现在没有等您办的案卷').waitFor()
    let broken = true
    await page.route('**/api/cases?**', (route) => (broken ? route.abort() : route.continue()))
    await page.getByRole('link', { name: '全部案卷' }).click()
    await page.getByText('连不上服务器').waitFor({ timeout: 30_000 })
    broken = false
    await page.getByRole('button', { name: '再试一次' }).click()
    await lines(page).first().waitFor()
  })

  test('ten thousand rows: only those in sight are drawn, and keys answer at once', async () => {
    await arrangeCase(console, 'reported')
    const { page } = await console.open('city-dispatcher', '/')
    // The server's own rows, many times over: how long a list is drawn, not what the server finds.
    await page.route('**/api/cases?box=all**', async (route) => {
      const address = new URL(route.request().url())
      const page_ = Number(address.searchParams.get('after') ?? 0)
      address.searchParams.delete('after')
      const answer = (await (await route.fetch({ url: address.href })).json()) as { cases: { id: string; number: string }[] }
      const sample = answer.cases.slice(0, 50)
      const cases = Array.from({ length: 2500 }, (_, at) => ({ ...sample[at % sample.length], id: `${page_}-${at}` }))
      await route.fulfill({ json: { cases, next: page_ < 3 ? String(page_ + 1) : null } })
    })
    await page.route('**/api/cases/count?box=all', (route) => route.fulfill({ json: { total: 10_000 } }))
    await page.getByRole('link', { name: '全部案卷' }).click()
    await lines(page).first().waitFor()
    for (let page_ = 0; page_ < 4; page_++) {
      await lines(page).first().focus()
      await page.keyboard.press('End')
      await page.waitForTimeout(300)
    }
    await page.getByText('共 10,000 条').waitFor()
    expect(await lines(page).count()).toBeLessThan(60)
    // What our own work takes from the key to the drawing: what else the machine is busy with is left out.
    await page.evaluate(`{
      globalThis.keys = []
      new PerformanceObserver((list) => {
        for (const each of list.getEntries()) if (each.name === 'keydown') keys.push([each.processingEnd - each.processingStart, each.duration])
      }).observe({ type: 'event', durationThreshold: 16 })
    }`)
    for (const key of ['Home', 'End', 'k', 'k', 'x', 'Shift+ArrowUp', 'Control+a', 'PageUp', 'PageUp', 'j', 'j', 'j']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(60)
    }
    const keys = await page.evaluate<[number, number][]>(`new Promise((resolve) => setTimeout(() => resolve(keys), 300))`)
    const sorted = (at: 0 | 1): number[] => keys.map((each) => Math.round(each[at])).sort((a, b) => a - b)
    process.stdout.write(`10,000 rows: slowest key ${sorted(0).at(-1) ?? 0} ms of work, ${sorted(1).at(-1) ?? 0} ms until drawn\n`)
    // A machine busy with other things stretches single keys; the usual one is what the list makes of it.
    expect(sorted(0)[Math.floor(keys.length / 2)] ?? 0).toBeLessThanOrEqual(200)
  })

  test.each(['light', 'dark'] as const)('nothing serious for axe, nothing jumps, nothing overflows: %s', async (colorScheme) => {
    await arrangeCase(console, 'accepted')
    for (const width of [1440, 1024]) {
      const { page } = await console.open('guandu-duty-chief', '/workbench?box=all', { colorScheme, viewport: { width, height: 810 } })
      await lines(page).first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      expect(await layoutShift(page)).toBeLessThan(0.1)
      expect(await listOverflowing(page)).toEqual([])
    }
  })
})
