import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileColumns } from '#web/console/cases/registers/columns.ts'
import { listOverflowing } from '../browser.ts'
import { PLACE } from './arrange.ts'
import { layoutShift, seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const REGISTERS = '/administration/registers'
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
    const find = async (code: string): Promise<void> => {
      await page.getByLabel('编码', { exact: true }).fill(code)
      await page.getByRole('button', { name: '查找' }).click()
    }
    await find('T-0001')
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText('2 行都已写入').waitFor()
    await find('T-0002')
    await page.getByText('试验箅子').waitFor()
    // The entry that is not there answers 404, which the browser counts as an error.
    expect(errors.filter((text) => !text.includes('404'))).toEqual([])
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
      for (const width of [1440, 1024]) {
        const { page, errors } = await console.open('administrator', REGISTERS, { locale, viewport: { width, height: 810 } })
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
