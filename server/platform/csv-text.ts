/** A cell that a spreadsheet would take for a formula, some of them also in full width, is shown as the text it is. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const NUMBER = /^-?\d+(\.\d+)?$/

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What a CSV file begins with, so that spreadsheets read its Chinese. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Rows as lines of CSV (RFC 4180), for a file that is written piece by piece. */
export const csvLines = (rows: Iterable<readonly unknown[]>): string => [...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')

/** Rows as a whole CSV file in UTF-8 with a byte order mark; the first row is the heading. */
export const csvText = (rows: Iterable<readonly unknown[]>): string => `${BYTE_ORDER_MARK}${csvLines(rows)}`

/** Headers of a CSV file to be saved under a name. */
export const csvHeaders = (fileName: string): Record<string, string> => ({ 'content-disposition': `attachment; filename="${fileName}"` })
export const CSV_TYPE = 'text/csv; charset=utf-8'
