import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { until } from '../browser.ts'
import { arrangeCase } from '../console/arrange.ts'
import { clockOf, type FieldSite, makePhoto, startFieldSite } from './field-site.ts'
import { PhoneBrowser } from './phone-browser.ts'

const REPORTS = 30
const INSPECTOR = 'guandu-inspector'

interface Held {
  readonly requestId: string
  readonly state: string
  readonly kind: string
}
/** What the phone's own database says, read behind the app's back. */
const held = (page: Page): Promise<{ items: Held[]; hashes: Record<string, string> }> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const open = indexedDB.open('wangge-field')
    open.onerror = () => reject(open.error)
    open.onsuccess = () => {
      const db = open.result
      const read = db.transaction(['outbox', 'photos'])
      const [items, photos] = ['outbox', 'photos'].map((name) => read.objectStore(name).getAll())
      read.oncomplete = () => {
        db.close()
        resolve({
          items: items.result.map(({ requestId, state, cargo }) => ({ requestId, state, kind: cargo.kind })),
          hashes: Object.fromEntries(photos.result.map(({ item, sha256 }) => [item, sha256])),
        })
      }
    }
  })`)

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(INSPECTOR)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
}

const choosePhoto = async (page: Page, tap: () => Promise<void>, seed: number): Promise<void> => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap()])
  await chooser.setFiles({ name: `photo-${seed}.jpg`, mimeType: 'image/jpeg', buffer: await makePhoto(seed) })
}

/** Camera at the tap on the tab, a type, send: the note is for the test to tell one from another. */
async function report(page: Page, count: number): Promise<void> {
  await choosePhoto(page, () => page.getByRole('link', { name: '上报', exact: true }).click(), count)
  await page.getByRole('img', { name: '已拍的照片' }).waitFor()
  await page.getByText('WGS-84').waitFor()
  await page.locator('[aria-label="问题类型"] button').first().click()
  await page.getByLabel('补充说明（可不填）').fill(`第 ${count} 件`)
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByRole('heading', { name: '发件箱' }).waitFor()
}

async function check(page: Page, number: string, seed: number): Promise<void> {
  await page.getByRole('link', { name: /^任务/ }).click()
  await page.locator(`a[href="/field/tasks/${number}"]`).click()
  await page.getByRole('link', { name: '核查', exact: true }).click()
  await choosePhoto(page, () => page.getByText('拍照', { exact: true }).click(), seed)
  await page.getByRole('img', { name: '已拍的照片' }).waitFor()
  await page.getByLabel('已解决').check()
  await page.getByRole('button', { name: '提交核查' }).click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
}

interface Mine {
  readonly id: string
  readonly description: string
}

describe.each([360, 390])('a shift without a network at %i px', (width) => {
  let site: FieldSite
  let phone: PhoneBrowser
  beforeAll(async () => {
    site = await startFieldSite()
    phone = new PhoneBrowser(clockOf(site.site), { width, height: 740 })
  }, 180_000)
  afterAll(async () => {
    await phone?.throwAway()
    await site?.stop()
  })

  test('30 reports with photos and 2 checks that come into conflict, a new release in the middle, a killed browser and a flapping line: each arrives once, in order', async () => {
    const moved = [await arrangeCase(site.console, 'checking'), await arrangeCase(site.console, 'checking')]
    let page = await phone.open(`${site.line.url}/field`)
    await signIn(page)
    const signedInAt = Date.now()
    await page.locator(`a[href="/field/tasks/${moved[1]?.id}"]`).waitFor()
    await until(page, 'navigator.serviceWorker.controller !== null')
    // A new release is there and waits for the person.
    site.release()
    await page.evaluate(
      `navigator.serviceWorker.getRegistration('/field').then((registration) => registration.update()).then(() => undefined)`,
    )
    await page.getByText('有新版本').waitFor()

    site.line.cut()
    for (let count = 1; count <= REPORTS / 2; count++) await report(page, count)
    for (const [index, { id }] of moved.entries()) await check(page, id, 100 + index)
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '更新', exact: true }).click()])
    await page
      .getByText(`${REPORTS / 2 + 2} 条待发送`)
      .first()
      .waitFor()
    expect((await page.evaluate(`caches.keys()`)) as string[]).toContain('wangge-field-shell-0000000000000001')
    for (let count = REPORTS / 2 + 1; count <= REPORTS; count++) await report(page, count)
    const before = await held(page)
    expect(before.items.filter(({ state }) => state === 'waiting' || state === 'sending')).toHaveLength(REPORTS + 2)

    // The browser itself writes a cookie down half a minute late: this is about the outbox.
    await page.waitForTimeout(Math.max(0, signedInAt + 35_000 - Date.now()))
    await phone.kill()
    const supervisor = await site.as('city-supervisor')
    for (const { id } of moved) await supervisor.act(id, 'urge', { text: '请尽快' })
    page = await phone.open(`${site.line.url}/field`)
    await page
      .getByText(`${REPORTS + 2} 条待发送`)
      .first()
      .waitFor()
    expect((await held(page)).hashes).toEqual(before.hashes)

    for (let flap = 0; flap < 20; flap++) {
      site.line.join()
      await page.evaluate(`window.dispatchEvent(new Event('online'))`)
      await page.waitForTimeout(150 + ((flap * 97) % 400))
      site.line.cut()
      await page.waitForTimeout(50)
    }
    site.line.join()
    await page.evaluate(`window.dispatchEvent(new Event('online'))`)
    await page.getByText('2 条有冲突').first().waitFor({ timeout: 60_000 })
    await until(page, `!document.body.innerText.includes('条待发送')`, 60_000)

    const inspector = await site.as(INSPECTOR)
    const { cases } = await inspector.get<{ cases: Mine[] }>('/api/cases?box=reported-by-me&sort=oldest&limit=200')
    expect(cases.map(({ description }) => description.split('\n').at(-1))).toEqual(
      Array.from({ length: REPORTS }, (_, index) => `第 ${index + 1} 件`),
    )
    expect(cases.map(({ id }) => id)).toEqual(before.items.filter(({ kind }) => kind === 'report').map(({ requestId }) => requestId))
    for (const { id } of cases) {
      const { photos } = await inspector.get<{ photos: { originalSha256: string }[] }>(`/api/cases/${id}`)
      expect(photos.map(({ originalSha256 }) => originalSha256)).toEqual([before.hashes[id]])
    }
    await decide(page, moved.map(({ id }) => id)) // biome-ignore format: one call
    expect(phone.errors).toEqual([])
  }, 400_000)

  /** The conflict is shown with both versions; a person sends one all the same and gives the other up. */
  async function decide(page: Page, ids: readonly string[]): Promise<void> {
    const { items } = await held(page)
    expect(items.filter(({ state }) => state === 'conflict')).toHaveLength(2)
    await page.goto(`${site.line.url}/field/outbox`)
    await page.getByText('有冲突').nth(1).click()
    await page.getByRole('region', { name: '案卷现在的情况' }).getByText('督办').waitFor()
    await page.getByText('看到的版本').waitFor()
    await page.getByRole('region', { name: '您提交的' }).getByRole('img', { name: '已拍的照片' }).waitFor()
    await page.getByText('现在的版本').waitFor()
    await page.getByRole('button', { name: '仍按我的提交' }).click()
    await page.getByText('已送达').waitFor()
    await page.goto(`${site.line.url}/field/outbox`)
    await page.locator('li', { hasText: '有冲突' }).first().click()
    await page.getByRole('button', { name: '放弃我的提交' }).click()
    await page.getByRole('button', { name: '再按一次确认放弃' }).click()
    await page.getByText('没有待发送').first().waitFor()
    const chief = await site.as('guandu-duty-chief')
    const stages = await Promise.all(ids.map(async (id) => (await chief.get<{ stage: string }>(`/api/cases/${id}`)).stage))
    expect(stages.sort()).toEqual(['checked', 'checking'])
  }
})
