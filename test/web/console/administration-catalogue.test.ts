import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const CATALOGUE = '/administration/catalogue'

interface Version {
  readonly id: string
  readonly number: number
  readonly state: string
}
const draftVersion = async (): Promise<Version> =>
  (await console.as('administrator')).post('/api/catalogue/versions', { requestId: newId(), note: '试改' })

const filedLimit = async (caseId: string): Promise<string> => {
  const chief = await console.as('guandu-duty-chief')
  const { standard } = await chief.get<{ standard: { limitText: { zh: string } } }>(`/api/cases/${caseId}`)
  return standard.limitText.zh
}

/** Other files of this run judge cases by the shipped catalogue: it is in force again after this. */
async function restoreShipped(): Promise<void> {
  const [administrator, approver] = [await console.as('administrator'), await console.as('catalogue-approver')]
  const { versions } = await administrator.get<{ versions: Version[] }>('/api/catalogue/versions')
  const shipped = versions.find(({ number }) => number === 1)
  const copy = await administrator.post<Version>('/api/catalogue/versions', { requestId: newId(), note: '', fromVersionId: shipped?.id })
  await approver.post(`/api/catalogue/versions/${copy.id}/approval`, { requestId: newId(), effectiveFrom: '2026-11-20' })
}

const dialog = (page: Page) => page.getByRole('dialog')
const told = (page: Page, text: string) => page.locator('.ant-message').getByText(text).waitFor()

describe('a version of the catalogue', () => {
  test('is drafted, changed, compared and approved by somebody else; the next case gets the new limit, the last one keeps the old', async () => {
    const before = await arrangeCase(console, 'filed')
    const oldLimit = await filedLimit(before.id)
    const { page, errors } = await console.open('administrator', CATALOGUE)
    await page.getByRole('button', { name: '起草新版本' }).click()
    await dialog(page).getByLabel('修订说明').fill('放宽雨水箅子的处置时限')
    await dialog(page).getByRole('button', { name: '起草新版本' }).click()
    const heading = page.getByRole('heading', { name: /^第 \d+ 版$/ })
    await heading.waitFor()
    const version = await heading.innerText()

    await page.getByRole('searchbox', { name: /拼音/ }).fill('yushuibizi')
    await page.getByText('C0104 雨水箅子').click()
    await page.getByRole('button', { name: '修改立案条件 1' }).click()
    await dialog(page).getByLabel('结案条件').fill(' ')
    await dialog(page).getByRole('spinbutton', { name: '时限', exact: true }).fill('3')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await dialog(page).getByText('请填写').waitFor()
    await dialog(page).getByLabel('结案条件').fill('已补齐或更换')
    await dialog(page)
      .getByText(/即 3 紧急工作时/)
      .waitFor()
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await told(page, '已保存到草案')
    await page.getByRole('cell', { name: '3 紧急工作时' }).waitFor()

    const approve = page.getByRole('button', { name: '批准', exact: true })
    expect([await approve.count(), await page.getByText('须由另一人批准').count()]).toEqual([0, 1])
    await page.getByRole('link', { name: '比较' }).click()
    await page.getByRole('row', { name: /修改.*C0104 雨水箅子.*时限.*2 紧急工作时.*3 紧急工作时/ }).waitFor()
    expect(await page.getByRole('radio', { name: '全部 1' }).count()).toBe(2)
    await page.getByText('未改动：284 个类型、641 个立案条件、211 条责任规则').waitFor()
    expect([await approve.count(), await page.getByText('须由另一人批准').count(), errors]).toEqual([0, 1, []])

    const other = await console.open('catalogue-approver', new URL(page.url()).pathname + new URL(page.url()).search)
    await other.page.getByRole('button', { name: '批准', exact: true }).click()
    await dialog(other.page).getByRole('button', { name: '批准', exact: true }).click()
    await told(other.page, `${version}已批准`)
    await page.getByRole('link', { name: '全部版本' }).click()
    await page.getByRole('row', { name: new RegExp(`${version}.*现行`) }).waitFor()

    const after = await arrangeCase(console, 'filed')
    const limits = [oldLimit, await filedLimit(after.id), await filedLimit(before.id)]
    await restoreShipped()
    expect(limits).toEqual(['2 紧急工作时', '3 紧急工作时', '2 紧急工作时'])
  }, 120_000)

  test('that lacks something says what, and leads to the spot; whoever may not edit finds no way to', async () => {
    const draft = await draftVersion()
    const administrator = await console.as('administrator')
    const type = { domain: 'urban', kind: 'event', classCode: '01', className: '市容环境', name: '共享单车乱停', nameEn: 'Shared bicycles' }
    const { page } = await console.open('administrator', `${CATALOGUE}/${draft.id}`)
    await page.getByRole('button', { name: '新增类型' }).click()
    await dialog(page).getByLabel('大类编码').fill('01')
    expect(await dialog(page).getByLabel('大类名称').inputValue()).toBe(type.className)
    await dialog(page).getByLabel('小类编码').fill('99')
    await dialog(page).getByLabel('名称', { exact: true }).fill(type.name)
    await dialog(page).getByLabel('英文名', { exact: true }).fill(type.nameEn)
    await dialog(page).getByText('编码：E0199').waitFor()
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await page.getByRole('tab', { name: '批准前检查（1）' }).click()
    await page.getByText('至少要有一个立案条件').waitFor()
    await page.getByRole('link', { name: '类型 E0199' }).click()
    await page.getByRole('heading', { name: 'E0199 共享单车乱停' }).waitFor()
    await page.getByRole('button', { name: '作废草案' }).click()
    await dialog(page).getByRole('button', { name: '作废草案' }).click()
    await page.getByRole('heading', { name: '标准目录' }).waitFor()
    const left = await administrator.get<{ versions: Version[] }>('/api/catalogue/versions')
    expect(left.versions.map(({ id }) => id)).not.toContain(draft.id)
    const reader = await console.open('guandu-duty-chief', CATALOGUE)
    await reader.page.getByText('您可以查看').waitFor()
    expect(await reader.page.getByRole('button', { name: '起草新版本' }).count()).toBe(0)
  }, 90_000)

  test('is imported from a workbook only without a single fault, each told with sheet, row and column', async () => {
    const draft = await draftVersion()
    const { page } = await console.open('administrator', `${CATALOGUE}/${draft.id}`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(await download.path())
    const sheet = workbook.worksheets[1]
    const headings = (sheet?.getRow(1).values ?? []) as string[]
    const column = headings.findIndex((heading) => heading?.startsWith('时限 '))
    const cell = sheet?.getCell(5, column)
    const kept = cell?.value
    if (cell) cell.value = '很快'
    const file = async (name: string) => ({
      name,
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
    })
    await page.getByRole('button', { name: '从 Excel 导入' }).click()
    await page.getByLabel('目录工作簿').setInputFiles(await file('broken.xlsx'))
    await dialog(page).getByText('有 1 处问题，没有写入任何一行').waitFor()
    await dialog(page)
      .getByRole('row', { name: /条件.* 5 .*时限.*很快.*应为大于 0/ })
      .waitFor()
    expect(await dialog(page).getByRole('button', { name: '导入', exact: true }).count()).toBe(0)
    if (cell) cell.value = kept === 9 ? 8 : 9
    await page.getByLabel('目录工作簿').setInputFiles(await file('mended.xlsx'))
    await dialog(page).getByText('与草案相比：条件改 1').waitFor()
    await dialog(page).getByRole('button', { name: '导入', exact: true }).click()
    await dialog(page).getByText('已导入').waitFor()
    const compared = await (await console.as('administrator')).get<{ versions: (Version & { differences: object })[] }>(
      '/api/catalogue/versions',
    )
    expect(compared.versions.find(({ id }) => id === draft.id)?.differences).toMatchObject({ conditions: { changed: 1 } })
  }, 90_000)

  test.each(['zh-CN', 'en-GB'])(
    'nothing serious for axe, nothing jumps, nothing overflows: %s',
    async (locale) => {
      const draft = await draftVersion()
      for (const path of [CATALOGUE, `${CATALOGUE}/${draft.id}?type=C0104`, `${CATALOGUE}/${draft.id}?tab=rules`, `${CATALOGUE}/compare`]) {
        const { page, errors } = await console.open('administrator', path, {
          locale,
          viewport: { width: 1024, height: 768 },
          colorScheme: 'dark',
        })
        await page.locator('h1').waitFor()
        await page
          .getByRole('status', { name: /正在读取|Loading/ })
          .first()
          .waitFor({ state: 'detached' })
        await page.waitForTimeout(800)
        expect([path, await seriousFaults(page)]).toEqual([path, []])
        expect(await layoutShift(page)).toBeLessThan(0.1)
        expect([await listOverflowing(page), errors]).toEqual([[], []])
      }
    },
    90_000,
  )

  test('that cannot be read says so and is read again when asked', async () => {
    const { page } = await console.open('administrator', '/administration/calendar')
    await page.route('**/api/catalogue/versions', (route) => route.abort())
    await page.getByRole('link', { name: '标准目录' }).click()
    await page.getByRole('button', { name: '再试一次' }).waitFor()
    await page.unroute('**/api/catalogue/versions')
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByRole('row', { name: /第 1 版/ }).waitFor()
  }, 60_000)
})
