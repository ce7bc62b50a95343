import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileColumns } from '#web/console/cases/registers/columns.ts'
import { listOverflowing } from '../browser.ts'
import { PLACE } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const REGISTERS = '/administration/registers?view=files'
const LIST = '/administration/registers'
const HEADING = 'code,type_code,name,lon,lat,state,initial_date'
const csv = (...lines: string[]) => ({
  name: 'components.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${[HEADING, ...lines].join('\r\n')}\r\n`),
})
const row = (code: string, state = 'intact', day = '2026-03-01') => `${code},C0104,试验箅子,${PLACE.lon},${PLACE.lat},${state},${day}`

describe('the registers', () => {
  test('take a file whole or not at all: every cell at fault is told, then the mended file goes in', async () => {
    const { page, errors } = await console.open('administrator', REGISTERS)
    const file = page.getByLabel('部件 CSV 文件')
    await file.setInputFiles(csv(row('T-0001'), row('T-0002', '很好'), row('T-0003', 'intact', '去年')))
    await page.getByText('有 2 处问题，没有写入任何一行').waitFor()
    await page.getByRole('row', { name: /^3 state 很好 应为：intact、damaged/ }).waitFor()
    await page.getByRole('row', { name: '4 initial_date 去年 应写作 YYYY-MM-DD' }).waitFor()
    expect(await page.getByRole('button', { name: '导入', exact: true }).count()).toBe(0)

    await file.setInputFiles(csv(row('T-0001'), row('T-0002')))
    await page.getByText('文件共 2 行').waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText('2 行都已写入').waitFor()
    await page.getByText('名单', { exact: true }).click()
    await page.getByLabel('编码开头或名称').fill('T-000')
    await page.getByRole('status').getByText('共 2 条').waitFor()
    await page.getByRole('button', { name: 'T-0002' }).click()
    const drawer = page.getByRole('dialog', { name: 'T-0002' })
    await drawer.getByText('试验箅子').waitFor()
    expect(await drawer.getByRole('link', { name: '看它的案卷' }).getAttribute('href')).toContain('componentCode=T-0002')
    await page.keyboard.press('Escape')
    await page.getByLabel('编码开头或名称').fill('没有这个')
    await page.getByText('没有登记').waitFor()
    expect(errors).toEqual([])
  }, 60_000)

  test('go out with the columns the page tells of', async () => {
    const { page } = await console.open('guandu-duty-chief', REGISTERS)
    const heading = async (): Promise<string[]> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()])
      return (
        readFileSync(await download.path(), 'utf8')
          .replace('\uFEFF', '')
          .split('\r\n')[0]
          ?.split(',') ?? []
      )
    }
    expect(await heading()).toEqual(fileColumns.zh.component.map(({ heading: name }) => name))
    await page.getByRole('tab', { name: '门店' }).click()
    expect(await heading()).toEqual(fileColumns.en.shopfront.map(({ heading: name }) => name))
    expect(await page.getByRole('button', { name: '选择文件' }).count()).toBe(0)
    await page.getByText('导入须有').waitFor()
  }, 60_000)

  test('say so when the server is away, and the same file can be tried again', async () => {
    const { page } = await console.open('administrator', REGISTERS)
    await page.route('**/api/components/import', (route) => route.abort())
    await page.getByLabel('部件 CSV 文件').setInputFiles(csv(row('T-0009')))
    await page.getByText('连不上服务器').waitFor()
    await page.unroute('**/api/components/import')
    await page.getByLabel('部件 CSV 文件').setInputFiles(csv(row('T-0009')))
    await page.getByText('检查通过').waitFor()
  }, 60_000)

  test.each(['zh-CN', 'en-GB'])(
    'nothing serious for axe, nothing jumps, nothing overflows: %s',
    async (locale) => {
      for (const [path, width] of [
        [REGISTERS, 1440],
        [LIST, 1024],
      ] as const) {
        const { page, errors } = await console.open('administrator', path, { locale, viewport: { width, height: 810 } })
        await page.getByRole('tab').first().waitFor()
        await page.waitForTimeout(500)
        expect(await seriousFaults(page)).toEqual([])
        expect(await layoutShift(page)).toBeLessThan(0.1)
        expect([await listOverflowing(page), errors]).toEqual([[], []])
      }
    },
    60_000,
  )
})
