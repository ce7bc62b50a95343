import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Locale } from '#platform/locale.ts'

const SHEET = { zh: '案卷', en: 'Cases' } as const
type Line = readonly (string | number | null)[]

/** Lines as a workbook of one sheet, written while they are read and no faster than it is fetched; the first line is the heading. Text stays text, whatever it begins with. */
export function workbookStream(lines: AsyncIterable<readonly Line[]>, locale: Locale): Readable {
  const out = new PassThrough()
  void write(out, lines, locale).catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

async function write(out: PassThrough, lines: AsyncIterable<readonly Line[]>, locale: Locale): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out })
  const sheet = workbook.addWorksheet(SHEET[locale], { views: [{ state: 'frozen', ySplit: 1 }] })
  for await (const page of lines) {
    for (const line of page) sheet.addRow([...line]).commit()
    await roomIn(out)
    // Whoever asked has gone: the rest is not read.
    if (out.destroyed) return
  }
  sheet.commit()
  await workbook.commit()
}

async function roomIn(out: PassThrough): Promise<void> {
  while (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, 'drain'), once(out, 'close')])
}
