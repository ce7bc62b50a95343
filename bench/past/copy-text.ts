const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A text as a field of COPY's text format. */
export const escaped = (text: string): string => text.replaceAll(SPECIAL, (sign) => ESCAPES[sign] ?? sign)

/** A value as a field of COPY's text format: null as \N, lists and objects as JSON. */
export function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value)
}
