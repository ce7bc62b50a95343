import { parentPort, workerData } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import type { RawCell } from './cell-readers.ts'
import type { RawRow, RawSheet } from './read-workbook.ts'

/** Parts of a sheet that hold no data; some of them the library unfolds cell by cell, which a hostile file can use to fill memory. */
const NO_DATA = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'cols',
  'sheetViews',
  'autoFilter',
  'rowBreaks',
  'pageSetup',
  'picture',
  'drawing',
  'tableParts',
  'extLst',
]

parentPort?.postMessage(await readSheets(workerData))

async function readSheets(bytes: Uint8Array<ArrayBuffer>): Promise<RawSheet[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer, { ignoreNodes: NO_DATA })
  return workbook.worksheets.map((sheet) => ({ name: sheet.name, rows: readRows(sheet) }))
}

function readRows(sheet: ExcelJS.Worksheet): RawRow[] {
  const rows: RawRow[] = []
  sheet.eachRow((row, number) => {
    const cells: RawCell[] = []
    row.eachCell((cell, column) => {
      cells[column - 1] = readCell(cell)
    })
    rows.push({ number, cells: Array.from(cells, (cell) => cell ?? null) })
  })
  return rows
}

function readCell(cell: ExcelJS.Cell): RawCell {
  const { value } = cell
  if (cell.type === ExcelJS.ValueType.Merge) return { refused: 'merged' }
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number') return value ?? null
  if (typeof value === 'boolean') return { refused: 'boolean' }
  if (value instanceof Date) return readDate(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('hyperlink' in value) return cell.text
  return { refused: 'error' in value ? 'error' : 'formula' }
}

/** Excel's dates have no zone; the library gives them as if the clock were UTC. */
function readDate(value: Date): RawCell {
  const text = Number.isNaN(value.getTime()) ? '' : value.toISOString()
  return { refused: 'date', ...(text.endsWith('T00:00:00.000Z') && { day: text.slice(0, 10) }) }
}
