import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { readCatalogueSeed } from '#catalogue/catalogue-seed.ts'
import { draftVersion } from '#catalogue/draft-version.ts'
import { exportWorkbook, writeWorkbook } from '#catalogue/export-workbook.ts'
import { importWorkbook } from '#catalogue/import-workbook.ts'
import { loadContent, setFilingCondition } from '#catalogue/queries-content.ts'
import { readWorkbook } from '#catalogue/read-workbook.ts'
import { withRollback } from '#test/support/database.ts'
import { bareCity, NOON, newCity, someone } from './new-city.ts'
import { workbookOf, zipOf } from './zip.ts'

const seed = readCatalogueSeed()

async function edited(change: (sheet: (name: string) => ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await writeWorkbook(seed, NOON)).buffer as ArrayBuffer)
  change((name) => {
    const found = workbook.getWorksheet(name)
    if (!found) throw new Error(`no sheet ${name}`)
    return found
  }, workbook)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

async function dryRun(bytes: Buffer) {
  const sheets = await readWorkbook(bytes)
  return withRollback(async (tx) => {
    const cityId = await bareCity(tx)
    const draft = await draftVersion(tx, someone(cityId), { note: '' })
    const report = await importWorkbook(tx, someone(cityId), { versionId: draft.id, sheets, dryRun: false })
    return { report, stored: await loadContent(tx, cityId, draft.id) }
  })
}

/** A file that says it is small and unfolds to `size` zeros. */
const bomb = (size: number): Buffer => zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(size), claimed: 100 }])

describe('a catalogue as an Excel workbook', () => {
  it('comes back exactly as it went out, and goes out again the same', async () => {
    await withRollback(async (tx) => {
      const { cityId, version } = await newCity(tx)
      const actor = someone(cityId)
      const versionId = (await draftVersion(tx, actor, { note: '' })).id
      const [first] = seed.conditions
      if (!first) throw new Error('the seed is empty')
      const limitByRegion = { '2': { value: 0.5, unit: 'work_day' }, '3': { value: 6, unit: 'urgent_hour' } } as const
      await setFilingCondition(tx, cityId, versionId, { ...first, filing: '第一行\n第二行 ½ <b>&', limitByRegion })
      const out = await exportWorkbook(tx, actor, { versionId })
      const target = await draftVersion(tx, actor, { fromVersionId: version.id, note: '' })
      const report = await importWorkbook(tx, actor, { versionId: target.id, sheets: await readWorkbook(out.bytes), dryRun: false })
      expect(report).toEqual({
        imported: true,
        faults: [],
        rows: { types: 284, conditions: 642, rules: 211 },
        changes: {
          types: { added: 0, removed: 0, changed: 0 },
          conditions: { added: 0, removed: 0, changed: 1 },
          rules: { added: 0, removed: 0, changed: 0 },
        },
      })
      expect(await loadContent(tx, cityId, target.id)).toEqual(await loadContent(tx, cityId, versionId))
      const again = await exportWorkbook(tx, actor, { versionId: target.id })
      expect(await readWorkbook(again.bytes)).toEqual(await readWorkbook(out.bytes))
    })
  })

  it('writes nothing in a dry run, and says what it would change', async () => {
    const sheets = await readWorkbook(await writeWorkbook(seed, NOON))
    await withRollback(async (tx) => {
      const cityId = await bareCity(tx)
      const draft = await draftVersion(tx, someone(cityId), { note: '' })
      const report = await importWorkbook(tx, someone(cityId), { versionId: draft.id, sheets, dryRun: true })
      expect(report).toMatchObject({ imported: false, faults: [], changes: { types: { added: 284, removed: 0, changed: 0 } } })
      expect(await loadContent(tx, cityId, draft.id)).toEqual({ types: [], conditions: [], rules: [] })
    })
  })

  it('reports every planted fault with its place, and imports nothing', async () => {
    const bytes = await edited((sheet) => {
      const types = sheet('类型 Types')
      types.getCell('A3').value = 'C0101'
      types.getCell('H4').value = { formula: '1+1', result: 2 }
      types.getCell('B5').value = '海洋'
      types.getCell('G6').value = 99
      const conditions = sheet('条件 Conditions')
      conditions.getCell('F2').value = '两小时'
      conditions.getCell('G3').value = '小时'
      conditions.getCell('A4').value = 'C9999'
      conditions.getCell('B4').value = null
      conditions.getCell('C5').value = null
      conditions.getCell('D6').value = ''
      conditions.getCell('J7').value = '很快'
      conditions.mergeCells('D8:D9')
      conditions.getCell('E10').value = new Date('2026-01-01T00:00:00Z')
      const rules = sheet('责任 Responsibility')
      rules.getCell('G3').value = '捕鱼'
      rules.getCell('H4').value = null
    })
    const { report, stored } = await dryRun(bytes)
    const found = report.faults.map(({ sheet, row, column, rule }) => `${sheet.slice(0, 2)} ${row} ${column?.split(' ')[0]} ${rule}`)
    expect(found.sort()).toEqual(
      [
        '类型 3 编码 code_mismatch',
        '类型 3 编码 duplicate',
        '类型 4 名称 formula',
        '类型 5 领域 choice',
        '类型 6 编码 code_mismatch',
        '条件 2 时限 number',
        '条件 3 时限单位 choice',
        '条件 4 类型编码 unknown_type',
        '条件 5 条件序号 number',
        '条件 6 立案条件 required',
        '条件 7 三类区域时限 limit',
        '条件 9 立案条件 merged',
        '条件 10 结案条件 date',
        ...[6, 7, 8, 9].map((row) => `条件 ${row} 类型编码 unknown_type`),
        '责任 3 职责 unknown_duty',
        '责任 4 层级 no_level',
        '责任 4 类型编码 unknown_type',
      ].sort(),
    )
    expect(report.faults.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
    expect(report.imported).toBe(false)
    expect(stored).toEqual({ types: [], conditions: [], rules: [] })
  })

  it('reads numbers kept as text, full-width digits, English names and headings in either language', async () => {
    const bytes = await edited((sheet) => {
      sheet('类型 Types').getCell('D2').value = 1
      sheet('类型 Types').getCell('A2').value = 'Ｃ０１０１'
      sheet('类型 Types').getCell('A1').value = '编码'
      const conditions = sheet('条件 Conditions')
      conditions.getCell('F2').value = '２'
      conditions.getCell('G2').value = 'urgent hour'
      conditions.getCell('F1').value = 'limit'
      conditions.getCell('K2').value = 'urgent'
      conditions.getCell('D3').value = { richText: [{ text: '井盖破损面积' }, { text: '超过25cm²但尚未失稳', font: { bold: true } }] }
      conditions.name = 'Conditions'
    })
    const { report, stored } = await dryRun(bytes)
    expect(report.faults).toEqual([])
    expect(stored).toEqual(seed)
  })

  it('names sheets and columns that are missing, unknown or repeated', async () => {
    const bytes = await edited((sheet, workbook) => {
      sheet('责任 Responsibility').name = '责任人'
      sheet('类型 Types').getCell('C1').value = '种类'
      sheet('条件 Conditions').getCell('L1').value = '时限'
      workbook.addWorksheet('备忘')
    })
    const { report } = await dryRun(bytes)
    expect(report.faults.map(({ rule, value, column }) => [rule, value || column])).toEqual([
      ['unknown_sheet', '责任人'],
      ['unknown_sheet', '备忘'],
      ['missing_column', '类别 Kind'],
      ['unknown_column', '种类'],
      ['missing_column', '来源 Provenance'],
      ['repeated_column', '时限 Limit'],
      ['missing_sheet', null],
    ])
  })

  it('finds a type without a condition and a workbook without any type', async () => {
    const lonely = await edited((sheet) => sheet('条件 Conditions').spliceRows(2, 4))
    expect((await dryRun(lonely)).report.faults).toMatchObject([{ rule: 'no_condition', value: 'C0101', row: 2 }])
    const empty = await writeWorkbook({ types: [], conditions: [], rules: [] }, NOON)
    expect((await dryRun(empty)).report.faults).toMatchObject([{ rule: 'empty' }])
  })
})

describe('readWorkbook', () => {
  it('refuses what is no workbook', async () => {
    const unreadable = { code: 'catalogue.workbook_unreadable', status: 422 }
    await expect(readWorkbook(Buffer.from('类型,条件'))).rejects.toMatchObject(unreadable)
    await expect(readWorkbook(bomb(100))).rejects.toMatchObject(unreadable)
    await expect(readWorkbook((await writeWorkbook(seed, NOON)).subarray(0, 20_000))).rejects.toMatchObject(unreadable)
  })

  it('refuses a file that is too large, one that unfolds too far whatever it claims, and too many rows', async () => {
    const tooLarge = { code: 'catalogue.workbook_too_large', status: 413 }
    await expect(readWorkbook(Buffer.alloc(6 * 1024 * 1024))).rejects.toMatchObject(tooLarge)
    await expect(readWorkbook(bomb(64 * 1024 * 1024))).rejects.toMatchObject(tooLarge)
    const long = new ExcelJS.Workbook()
    const sheet = long.addWorksheet('类型')
    for (let row = 0; row <= 10_000; row++) sheet.addRow([row])
    await expect(readWorkbook(Buffer.from(await long.xlsx.writeBuffer()))).rejects.toMatchObject(tooLarge)
  })

  it.each([
    ['merged area', '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    ['name', '<sheetData/>', '<definedNames><definedName name="all">Sheet!$A$1:$XFD$1048576</definedName></definedNames>'],
    ['row number', '<sheetData><row r="4000000000"><c r="A4000000000"><v>1</v></c></row></sheetData>'],
  ])('stops a file whose %s makes the parser fill memory or time', async (_, sheetXml, names = '') => {
    await expect(readWorkbook(workbookOf('类型', sheetXml, names), 2_000)).rejects.toMatchObject({
      code: expect.stringMatching(/^catalogue\.workbook_/),
    })
  })

  it('leaves aside validations and widths that would unfold', async () => {
    const cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>编码</t></is></c></row>'
    const cols = '<cols><col min="1" max="900000000" width="9"/></cols>'
    const validation =
      '<dataValidations count="1"><dataValidation type="whole" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations>'
    const sheets = await readWorkbook(workbookOf('类型', `${cols}<sheetData>${cell}</sheetData>${validation}`))
    expect(sheets).toEqual([{ name: '类型', rows: [{ number: 1, cells: ['编码'] }] }])
  })
})
