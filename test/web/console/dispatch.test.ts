import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { type Arranged, arrangeCase, PLACE } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const WATER = '官渡区水务局'

const formOf = (page: Page, number: string) => page.getByRole('form', { name: `派遣 ${number}` })
const dispatchButton = (page: Page, number: string) => formOf(page, number).getByRole('button', { name: '派遣', exact: true })
/** The case is open and its proposed unit is known: Enter would dispatch it. */
const ready = async (page: Page, number: string): Promise<void> => {
  await formOf(page, number).getByText(WATER, { exact: true }).first().waitFor({ timeout: 40_000 })
  await dispatchButton(page, number).and(page.locator(':enabled')).waitFor()
}
const stageOf = async ({ id }: Arranged): Promise<string> =>
  (await (await console.as('guandu-dispatcher')).get<{ stage: string }>(`/api/cases/${id}`)).stage

const reaches = (arranged: Arranged, stage: string) => expect.poll(() => stageOf(arranged), { timeout: 20_000, interval: 400 }).toBe(stage)

describe('the dispatch desk', () => {
  let cases: readonly Arranged[]
  beforeAll(async () => {
    cases = []
    for (const shift of [0, 0.002, 0.004, 0.006])
      cases = [
        ...cases,
        await arrangeCase(console, 'filed', { lon: PLACE.lon + shift, description: `${'雨水箅子断裂，'.repeat(20)}${shift}` }),
      ]
  }, 120_000)

  test('Enter dispatches to the proposed unit, the next case opens by itself, and it can be taken back', async () => {
    const [first, second] = cases as [Arranged, Arranged]
    const { page, errors, foreign } = await console.open('guandu-dispatcher', '/dispatch')
    await ready(page, first.number)
    await page.getByText('服务此地的单位').first().waitFor()
    expect(await page.getByRole('link', { name: /待派遣/ }).innerText()).toContain('4')
    await page.keyboard.press('Enter')
    await ready(page, second.number)
    expect(await stageOf(first)).toBe('dispatched')
    await page.getByRole('button', { name: '撤回' }).click()
    await page.getByText(`已撤回：${first.number}`).waitFor()
    expect(await stageOf(first)).toBe('filed')
    expect(await seriousFaults(page)).toEqual([])
    expect(await layoutShift(page)).toBeLessThan(0.1)
    expect(await listOverflowing(page)).toEqual([])
    expect([errors, foreign]).toEqual([[], []])
  }, 60_000)

  test('another unit is compared by its load, another limit needs a reason, and what is not received is taken back from its list', async () => {
    const [, , third] = cases as [Arranged, Arranged, Arranged]
    const { page } = await console.open('guandu-dispatcher', `/dispatch?case=${third.id}`)
    await ready(page, third.number)
    const form = formOf(page, third.number)
    await form.getByRole('button', { name: '另定时限' }).click()
    expect(await dispatchButton(page, third.number).isDisabled()).toBe(true)
    await form.getByLabel('另定时限的理由').fill('须连夜处置')
    await form.getByRole('button', { name: '在办' }).click()
    expect(await form.getByRole('columnheader', { name: /在办/ }).getAttribute('aria-sort')).toBe('ascending')
    const other = form.getByRole('radio', { checked: false }).first()
    await other.check()
    await form.getByText('另选', { exact: true }).waitFor()
    await other.press('Enter')
    await reaches(third, 'dispatched')
    await page.getByRole('link', { name: /待签收/ }).click()
    await page.getByRole('row', { name: /雨水/ }).first().waitFor()
    await page.getByRole('button', { name: '撤回派遣' }).click()
    const recall = page.getByRole('region', { name: `撤回派遣：${third.number}` })
    await recall.getByLabel('理由').fill('派错单位')
    await recall.getByRole('button', { name: '撤回派遣' }).click()
    await reaches(third, 'filed')
    await page.getByRole('link', { name: /退回/ }).click()
    await page.getByText('没有退回的案卷').waitFor()
  }, 60_000)

  test('of two dispatchers the slower one sees both versions, and nothing is overwritten', async () => {
    const fourth = cases[3] as Arranged
    const { steps } = await (await console.as('guandu-dispatcher')).get<{ steps: { posts: { postId: string; holders: string[] }[] }[] }>(
      `/api/cases/${fourth.id}/next`,
    )
    const slow = await console.open('guandu-dispatcher', '/workbench')
    // Without the stream, so that the slower one cannot know before sending.
    await slow.page.route('**/api/stream', (route) => route.abort())
    await slow.page.goto(`${console.site().url}/dispatch?case=${fourth.id}`)
    const own = await slow.page.evaluate(`fetch('/api/session').then((answer) => answer.json()).then(({ post }) => post.id)`)
    const colleague = steps[0]?.posts.find(({ postId }) => postId !== own)
    const quick = await console.open(null, '/')
    await quick.page.context().request.post(`${console.site().url}/api/demo/sessions`, { data: { postId: colleague?.postId } })
    await quick.page.goto(`${console.site().url}/dispatch?case=${fourth.id}`)
    await ready(slow.page, fourth.number)
    await ready(quick.page, fourth.number)
    const other = formOf(quick.page, fourth.number).getByRole('radio', { checked: false }).first()
    await other.check()
    const chosen = await formOf(quick.page, fourth.number).locator('tr[data-chosen="true"] label span').first().innerText()
    await dispatchButton(quick.page, fourth.number).click()
    await reaches(fourth, 'dispatched')

    await dispatchButton(slow.page, fourth.number).click()
    const notice = slow.page.getByRole('alert').filter({ hasText: '新的进展' })
    await notice.waitFor()
    const told = await notice.innerText()
    expect(told).toContain(`派遣给${WATER}`)
    expect(told).toContain(`派遣至${chosen}`)
    expect(told).toContain(colleague?.holders[0] ?? 'a name')
    expect(await dispatchButton(slow.page, fourth.number).isDisabled()).toBe(true)
    const now = await (await console.as('guandu-dispatcher')).get<{ unitName: string }>(`/api/cases/${fourth.id}`)
    expect(now.unitName).toBe(chosen)
  }, 60_000)

  test('is closed to others, says what failed, and stands at 1024 px in the dark and in English', async () => {
    const water = await console.open('guandu-water', '/dispatch')
    await water.page.getByRole('alert').waitFor()
    const { page } = await console.open('guandu-dispatcher', '/workbench', {
      locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1024, height: 768 },
    }) // biome-ignore format: options
    await page.route('**/api/cases/unit-load*', (route) => route.abort())
    await page.route('**/api/cases/*/proposal', (route) =>
      route.fulfill({ status: 503, json: { code: 'platform.busy', title: 'busy', detail: 'busy' } }),
    )
    await page.goto(`${console.site().url}/dispatch`)
    await page.getByRole('button', { name: 'Try again' }).first().waitFor()
    await page.getByText('Map', { exact: true }).nth(1).click()
    await page.getByRole('region', { name: 'Map of the cases in the list' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(await listOverflowing(page)).toEqual([])
  }, 60_000)
})
