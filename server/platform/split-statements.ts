/** One statement of a file of SQL, comments before it included. */
export interface FileStatement {
  readonly text: string
  /** Lines of the file before its text begins. */
  readonly linesBefore: number
}

/** Where a semicolon ends nothing: strings, quoted names, comments, dollar quotes. */
const PARTS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|;/g
const EMPTY = /^(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)*$/

/** The statements of a file of plain SQL in their order; escape strings (E'…\\'…') and nested comments are not read. */
export function splitStatements(file: string): FileStatement[] {
  const ends = [...file.matchAll(PARTS)].filter(([part]) => part === ';').map(({ index }) => index + 1)
  const starts = [0, ...ends]
  return starts.flatMap((start, index) => {
    const text = file.slice(start, ends[index] ?? file.length)
    return EMPTY.test(text.replace(/;$/, '')) ? [] : [{ text, linesBefore: file.slice(0, start).split('\n').length - 1 }]
  })
}
