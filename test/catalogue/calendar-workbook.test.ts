import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { exportCalendar } from '#catalogue/export-workbook.ts'
import { importCalendar } from '#catalogue/import-calendar.ts'
import { listCalendarDays, listWorkingYears } from '#catalogue/queries-calendar.ts'
import { readWorkbook } from '#catalogue/read-workbook.ts'
import { withRollback } from '#test/support/database.ts'
import { newCity, someone } from './new-city.ts'

async function sheetsOf(rows: readonly (readonly (string | number | Date | null)[])[]) {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('日历')
  sheet.addRows([['日期', '安排', '名称'], ...rows].map((row) => [...row]))
  return readWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()))
}

describe('a year of the calendar as an Excel workbook', () => {
  it('comes back exactly as it went out', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const actor = someone(cityId)
      const before = await listCalendarDays(tx, cityId, 2026)
      const { bytes } = await exportCalendar(tx, actor, { year: 2026 })
      const input = { year: 2026, sheets: await readWorkbook(bytes), publish: false, dryRun: false }
      expect(await importCalendar(tx, actor, input)).toEqual({ imported: true, faults: [], days: before.length })
      expect(await listCalendarDays(tx, cityId, 2026)).toEqual(before)
    })
  })

  it('publishes a new year, from dates of Excel as well as text', async () => {
    const sheets = await sheetsOf([
      [new Date('2027-01-01T00:00:00Z'), '放假', '元旦'],
      ['2027-01-03', '上班', null],
    ])
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      await importCalendar(tx, someone(cityId), { year: 2027, sheets, publish: true, dryRun: false })
      expect(await listCalendarDays(tx, cityId, 2027)).toEqual([
        { day: '2027-01-01', kind: 'off', name: '元旦' },
        { day: '2027-01-03', kind: 'work', name: '' },
      ])
      expect(await listWorkingYears(tx, cityId)).toContain(2027)
    })
  })

  it('reports every fault and writes nothing, and a dry run writes nothing either', async () => {
    const bad = await sheetsOf([
      ['2027-02-30', '放假', ''],
      ['2026-10-01', '放假', ''],
      ['2027-10-01', '休息', ''],
      ['2027-10-02', '放假', ''],
      ['2027-10-02', '放假', ''],
      [new Date('2027-05-01T08:30:00Z'), '放假', ''],
    ])
    const good = await sheetsOf([['2027-10-01', '放假', '国庆节']])
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const input = { year: 2027, publish: true, dryRun: false }
      const report = await importCalendar(tx, someone(cityId), { ...input, sheets: bad })
      expect(report.faults.map(({ row, rule }) => [row, rule])).toEqual([
        [2, 'day'],
        [3, 'wrong_year'],
        [4, 'choice'],
        [6, 'duplicate'],
        [7, 'day'],
      ])
      expect(await importCalendar(tx, someone(cityId), { ...input, sheets: good, dryRun: true })).toEqual({
        imported: false,
        faults: [],
        days: 1,
      })
      expect(await listCalendarDays(tx, cityId, 2027)).toEqual([])
      expect(await listWorkingYears(tx, cityId)).not.toContain(2027)
    })
  })

  it('says in a dry run already that days that are over cannot change', async () => {
    const sheets = await sheetsOf([['2026-10-01', '放假', '国庆节']])
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const input = { year: 2026, sheets, publish: false, dryRun: true }
      await expect(importCalendar(tx, someone(cityId), input)).rejects.toMatchObject({ code: 'calendar.past_day' })
    })
  })
})
