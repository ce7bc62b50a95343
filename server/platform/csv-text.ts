/** A cell that a spreadsheet would take for a formula is shown as the text it is. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets read Chinese; the first row is the heading. */
export const csvText = (rows: Iterable<readonly unknown[]>): string =>
  `\uFEFF${[...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

/** Headers of a CSV file to be saved under a name. */
export const csvHeaders = (fileName: string): Record<string, string> => ({ 'content-disposition': `attachment; filename="${fileName}"` })
export const CSV_TYPE = 'text/csv; charset=utf-8'
