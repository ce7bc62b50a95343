import type { Bilingual } from '#platform/problem.ts'

/** What a cell holds; `refused` names a kind of content that could be read in two ways, so it is never guessed;
 * a date without a time of day says which `day` (YYYY-MM-DD), for columns that hold days. */
export type RawCell =
  | string
  | number
  | null
  | { readonly refused: 'formula' | 'date' | 'boolean' | 'error' | 'merged'; readonly day?: string }

/** A cell read as a value, or the rule it breaks. `fallback` stands in for the value, so that the checks across rows still see the row. */
export type Read<Value> = { readonly value: Value } | { readonly fallback: Value; readonly rule: string; readonly text: Bilingual }

/** How a column is read from a cell and written to one. */
export interface CellKind<Value> {
  read(cell: RawCell): Read<Value>
  write(value: Value): string | number | null
}

const REFUSED = {
  formula: { zh: '不能是公式，请粘贴为数值', en: 'it must not be a formula; paste the value' },
  date: { zh: '不能是日期，请改为文本', en: 'it must not be a date; make it text' },
  boolean: { zh: '不能是逻辑值', en: 'it must not be TRUE or FALSE' },
  error: { zh: '单元格有错误值', en: 'the cell holds an error' },
  merged: { zh: '不能合并单元格，请取消合并并逐格填写', en: 'merged cells are not allowed; unmerge and fill in each' },
} as const

/** Text as typed, without spaces around it; required unless `optional`. Control characters other than line breaks are refused. */
export function textCell(most: number, optional = false): CellKind<string> {
  const read = (text: string): Read<string> => {
    if (text === '' && !optional) return wrong('', 'required', '不能为空', 'it must not be empty')
    if (text.length > most) return wrong(text, 'too_long', `最多 ${most} 个字`, `at most ${most} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
    if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(text))
      return wrong(text, 'control_character', '含有不可见的控制字符', 'it holds control characters')
    return { value: text }
  }
  return { read: guarded('', read), write: (value) => value }
}

/** A code matching a pattern, compared in half-width; a plain number is padded with zeros to `digits`. */
export function codeCell(pattern: RegExp, digits: number, example: string): CellKind<string> {
  const read = (text: string): Read<string> => {
    const code = narrow(text).padStart(/^\d+$/.test(narrow(text)) ? digits : 0, '0')
    return pattern.test(code) ? { value: code } : wrong(code, 'format', `格式应如 ${example}`, `write it like ${example}`)
  }
  return { read: guarded('', read), write: (value) => value }
}

/** A number above 0, full-width digits and numbers stored as text included; `whole` refuses fractions. */
export function numberCell(most: number, whole: boolean): CellKind<number> {
  const read = (text: string): Read<number> => {
    const value = /^\d+(\.\d+)?$/.test(narrow(text)) ? Number(narrow(text)) : Number.NaN
    if (value > 0 && value <= most && (!whole || Number.isInteger(value))) return { value }
    const [zh, en] = whole ? ['整数', 'a whole number'] : ['数', 'a number']
    return wrong(0, 'number', `应为大于 0、不超过 ${most} 的${zh}`, `it must be ${en} above 0 and at most ${most}`)
  }
  return { read: guarded(0, read), write: (value) => value }
}

/** A day, typed as YYYY-MM-DD or as a date of Excel. */
export const dayCell: CellKind<string> = {
  read: (cell) => {
    const text = typeof cell === 'object' && cell !== null ? cell.day : narrow(String(cell ?? ''))
    const exists = text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)
    return exists ? { value: text } : wrong('', 'day', '应写作 YYYY-MM-DD，且确有其日', 'write it as YYYY-MM-DD, and it must exist')
  },
  write: (value) => value,
}

/** One of a list: the Chinese name is written, and either that, the English name or the code is read. */
export function choiceCell<Code extends string>(
  choices: Readonly<Record<Code, readonly [zh: string, en: string]>>,
  fallback: NoInfer<Code>,
): CellKind<Code> {
  const codes = new Map<string, Code>()
  for (const code in choices) for (const name of [code, ...choices[code]]) codes.set(name.toLowerCase(), code)
  const names = Object.values<readonly [string, string]>(choices)
  const read = (text: string): Read<Code> => {
    const value = codes.get(narrow(text).toLowerCase())
    if (value !== undefined) return { value }
    const [zh, en] = [names.map(([name]) => name).join('、'), names.map(([, name]) => name).join(', ')]
    return wrong(fallback, 'choice', `应为：${zh}`, `it must be one of: ${en}`)
  }
  return { read: guarded(fallback, read), write: (value) => choices[value][0] }
}

/** The same kind of cell, where an empty one is null. */
export function emptyOr<Value>(kind: CellKind<Value>): CellKind<Value | null> {
  return {
    read: (cell) => (cell === null || (typeof cell === 'string' && cell.trim() === '') ? { value: null } : nullWhenWrong(kind.read(cell))),
    write: (value) => (value === null ? null : kind.write(value)),
  }
}

/** Full-width letters, digits and points as half-width, without spaces around. */
export const narrow = (text: string): string => text.normalize('NFKC').trim()

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** A rule that a cell breaks. */
export function wrong<Value>(fallback: Value, rule: string, zh: string, en: string): Read<Value> {
  return { fallback, rule, text: { zh, en } }
}

function nullWhenWrong<Value>(read: Read<Value>): Read<Value | null> {
  return 'value' in read ? read : { ...read, fallback: null }
}

function guarded<Value>(fallback: Value, read: (text: string) => Read<Value>): CellKind<Value>['read'] {
  return (cell) => {
    if (typeof cell !== 'object' || cell === null) return read(String(cell ?? '').trim())
    return { fallback, rule: cell.refused, text: REFUSED[cell.refused] }
  }
}
