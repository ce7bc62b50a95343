import { parse } from 'csv-parse/sync'
import { addPerson } from '#organisation/add-person.ts'
import { addPost } from '#organisation/add-post.ts'
import { appointPerson } from '#organisation/appoint-person.ts'
import { PeopleRow } from '#organisation/contract-people-import.ts'
import { findPersonByLogin, findRole } from '#organisation/queries-posts.ts'
import { findUnitByCode } from '#organisation/queries-units.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import { isCleanText } from '#platform/contract-check.ts'
import type { FileFault, FileImportReport } from '#platform/contract-file-import.ts'
import type { Db } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'
import { readFields } from '#platform/read-fields.ts'

type CsvRow = Readonly<Record<string, string>>
type Column = keyof PeopleRow

const MOST_ROWS = 2000
const REQUIRED: readonly Column[] = ['name', 'unit', 'role', 'title', 'valid_from']

const RULES = {
  notCsv: { zh: '不是 UTF-8 编码的 CSV 文件', en: 'it is not a CSV file in UTF-8' },
  empty: { zh: '没有数据行', en: 'it has no rows' },
  tooMany: { zh: `一次最多导入 ${MOST_ROWS} 行`, en: `at most ${MOST_ROWS} rows are imported at once` },
  column: { zh: '缺少这一列', en: 'this column is missing' },
  unknownUnit: { zh: '没有这个单位', en: 'there is no such unit' },
  closedUnit: { zh: '起始日该单位未设立或已撤销', en: 'the unit is not in force on the first day' },
  outside: { zh: '该单位不在本岗位的辖区内', en: 'the unit lies outside the area of the post' },
  unknownRole: { zh: '没有这个角色', en: 'there is no such role' },
  loginTaken: { zh: '登录名已有人使用', en: 'the login is taken' },
  repeated: { zh: '登录名在文件中重复', en: 'the login stands in the file twice' },
} as const satisfies Record<string, Bilingual>

const fault = (row: number | null, column: string | null, value: string, rule: keyof typeof RULES): FileFault => ({
  row,
  column,
  value,
  rule,
  ...RULES[rule],
})

function readCsv(bytes: Buffer): { rows: CsvRow[]; faults: FileFault[] } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const rows: CsvRow[] = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, max_record_size: 20_000 })
    if (rows[0] === undefined) return { rows, faults: [fault(null, null, '', 'empty')] }
    if (rows.length > MOST_ROWS) return { rows, faults: [fault(null, null, String(rows.length), 'tooMany')] }
    const head = rows[0]
    return { rows, faults: REQUIRED.filter((column) => !(column in head)).map((column) => fault(1, column, '', 'column')) }
  } catch {
    return { rows: [], faults: [fault(null, null, '', 'notCsv')] }
  }
}

interface Planned {
  readonly row: PeopleRow
  readonly unitId: string
}

async function checkRow(tx: Db, actor: Actor, cells: CsvRow, line: number): Promise<{ faults: FileFault[]; planned?: Planned }> {
  const given = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''))
  if (!Object.values(given).every(isCleanText)) return { faults: [fault(line, null, '', 'notCsv')] }
  const { fields, issues } = readFields(PeopleRow, given)
  if (fields === undefined) {
    const faults = issues.map(({ field, text }) => ({ row: line, column: field, value: cells[field] ?? '', rule: 'value', ...text }))
    return { faults }
  }
  const unit = await findUnitByCode(tx, actor.cityId, fields.unit)
  const holds = unit && unit.validFrom <= fields.valid_from && (unit.validTo === null || unit.validTo > fields.valid_from)
  const wrongUnit = !unit ? 'unknownUnit' : !coversPlace(actor, unit.areaCode) ? 'outside' : !holds ? 'closedUnit' : undefined
  const faults = wrongUnit === undefined ? [] : [fault(line, 'unit', fields.unit, wrongUnit)]
  if ((await findRole(tx, actor.cityId, fields.role)) === undefined) faults.push(fault(line, 'role', fields.role, 'unknownRole'))
  if (fields.login !== null && (await findPersonByLogin(tx, actor.cityId, fields.login)) !== undefined)
    faults.push(fault(line, 'login', fields.login, 'loginTaken'))
  return unit && faults.length === 0 ? { faults, planned: { row: fields, unitId: unit.id } } : { faults }
}

async function write(tx: Db, actor: Actor, { row, unitId }: Planned): Promise<void> {
  const { name, login, role, title, title_en: titleEn, rank, valid_from: validFrom } = row
  const person = await addPerson(tx, actor, { name, login, passwordHash: null, locale: 'zh' })
  const post = await addPost(tx, actor, { unitId, roleCode: role, title, titleEn, rank, areaCodes: null, validFrom })
  await appointPerson(tx, actor, { personId: person.id, postId: post.id, kind: 'holder', validFrom, validTo: null })
}

/**
 * Adds people, each with a post of their own, from a CSV file. With a single fault anywhere nobody is added, and every fault is reported by row,
 * column and rule. Nobody gets a password this way: draw one for each who is to sign in.
 */
export async function importPeople(tx: Db, actor: Actor, input: { bytes: Buffer; dryRun: boolean }): Promise<FileImportReport> {
  const { rows, faults } = readCsv(input.bytes)
  if (faults.length > 0) return { imported: false, rows: rows.length, faults }
  const planned: Planned[] = []
  const logins = new Set<string>()
  for (const [index, cells] of rows.entries()) {
    const checked = await checkRow(tx, actor, cells, index + 2)
    faults.push(...checked.faults)
    const login = cells.login ?? ''
    if (login !== '' && logins.has(login)) faults.push(fault(index + 2, 'login', login, 'repeated'))
    logins.add(login)
    if (checked.planned) planned.push(checked.planned)
  }
  const imported = faults.length === 0 && !input.dryRun
  if (imported) for (const each of planned) await write(tx, actor, each)
  return { imported, rows: rows.length, faults }
}
