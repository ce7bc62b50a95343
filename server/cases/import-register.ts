import { parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { type Checked, checkComponent, checkShopfront, openGround, type RegisterGround } from '#cases/check-register.ts'
import {
  type ComponentFields, ComponentFields as ComponentShape, RegisterCode, type ShopfrontFields, ShopfrontFields as ShopfrontShape,
} from '#cases/contract-registers.ts' // biome-ignore format: one import
import { registerRules } from '#cases/problems-registers.ts'
import { setComponents, setShopfronts } from '#cases/queries-registers.ts'
import { findUnitByCode } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import { isCleanText, showText } from '#platform/contract-check.ts'
import type { FileFault, FileImportReport } from '#platform/contract-file-import.ts'
import type { Db } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'
import { readFields } from '#platform/read-fields.ts'

type Register = 'component' | 'shopfront'
type CsvRow = Readonly<Record<string, string>>

const MOST_ROWS = 5000
/** Column of the file → field of the contract. Units stand in a file by their codes. */
const COLUMNS: Readonly<Record<Register, Readonly<Record<string, string>>>> = {
  component: {
    code: 'code', type_code: 'typeCode', name: 'name', lon: 'lon', lat: 'lat', datum: 'datum', supervising_unit: 'supervisingUnitId', owner_unit: 'ownerUnitId',
    maintenance_unit: 'maintenanceUnitId', state: 'state', initial_date: 'initialDate', change_date: 'changeDate', data_source: 'dataSource', note: 'note',
  },
  shopfront: { code: 'code', name: 'name', address: 'address', lon: 'lon', lat: 'lat', datum: 'datum', duties: 'duties', signed_on: 'signedOn', state: 'state' },
} // biome-ignore format: a table
const REQUIRED: Readonly<Record<Register, readonly string[]>> = {
  component: ['code', 'type_code', 'name', 'lon', 'lat'],
  shopfront: ['code', 'name', 'address', 'lon', 'lat', 'duties'],
}
const DUTY_SIGN = /[;；、]/

/** The name of a rule of the register; `value` for what a contract says of a cell. */
const ruleOf = (text: Bilingual): string => Object.entries(registerRules).find(([, each]) => each === text)?.[0] ?? 'value'

const fault = (row: number | null, column: string | null, value: string, text: Bilingual): FileFault => ({
  row,
  column,
  value: showText(value),
  rule: ruleOf(text),
  zh: text.zh,
  en: text.en,
})

/** The rows of a CSV file in UTF-8 with a heading line, or why it cannot be read. */
function readCsv(bytes: Buffer, register: Register): { rows: CsvRow[]; faults: FileFault[] } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const rows: CsvRow[] = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, max_record_size: 20_000 })
    const missing = REQUIRED[register].filter((column) => rows[0] !== undefined && !(column in rows[0]))
    const whole = rows.length === 0 ? [registerRules.empty] : rows.length > MOST_ROWS ? [registerRules.tooMany] : []
    return {
      rows,
      faults: [
        ...whole.map((rule) => fault(null, null, '', rule)),
        ...missing.map((column) => fault(1, column, '', registerRules.columns)),
      ],
    }
  } catch {
    return { rows: [], faults: [fault(null, null, '', registerRules.notCsv)] }
  }
}

const cellValue = (field: string, text: string): unknown => {
  if (field === 'lon' || field === 'lat') return text === '' ? undefined : Number(text)
  return field === 'duties' ? text.split(DUTY_SIGN).filter(Boolean) : text
}

/** Values of a row by field; an empty cell is a value that was not given. */
const valuesOf = (row: CsvRow, register: Register): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(COLUMNS[register]).flatMap(([column, field]) => (row[column] ? [[field, cellValue(field, row[column])]] : [])),
  )

/** Puts the id of each unit in place of its code; a code nobody has is kept, and found out as no unit. */
async function withUnits(
  tx: Db,
  cityId: string,
  values: Record<string, unknown>,
): Promise<{ values: Record<string, unknown>; unknown: string[] }> {
  const found: Record<string, unknown> = { ...values }
  const unknown: string[] = []
  for (const [field, code] of Object.entries(values).filter(([name]) => name.endsWith('UnitId'))) {
    const unit = await findUnitByCode(tx, cityId, String(code))
    found[field] = unit?.id ?? null
    if (!unit) unknown.push(field)
  }
  return { values: found, unknown }
}

type Check<Fields, Row> = (ground: RegisterGround, code: string, fields: Fields) => Promise<Checked<Row>>

async function checkRow<S extends z.ZodType, Row>(
  ground: RegisterGround,
  register: Register,
  row: CsvRow,
  line: number,
  schema: S,
  check: Check<z.output<S>, Row>,
) {
  const columnOf = (field: string): string => Object.entries(COLUMNS[register]).find(([, name]) => name === field)?.[0] ?? field
  const at = (field: string, text: Bilingual): FileFault => fault(line, columnOf(field), row[columnOf(field)] ?? '', text)
  const { values, unknown } = await withUnits(ground.tx, ground.actor.cityId, valuesOf(row, register))
  const code = RegisterCode.safeParse(row.code)
  const dirty = Object.entries(row).filter(([, text]) => !isCleanText(text))
  const { fields, issues } = readFields(schema, values)
  const faults = [
    ...unknown.map((field) => at(field, registerRules.unknownUnit)),
    ...(code.success ? [] : readFields(RegisterCode, row.code as never).issues.map(({ text }) => at('code', text))),
    ...dirty.map(([column]) => fault(line, column, '', registerRules.notCsv)),
    ...issues.map(({ field, text }) => at(field, text)),
  ]
  if (!code.success || fields === undefined || faults.length > 0) return { faults, entry: undefined }
  const checked = await check(ground, code.data, fields)
  return { faults: checked.faults.map(({ field, text }) => at(field, text)), entry: checked.row }
}

async function importRows<S extends z.ZodType, Row extends { code: string }>(
  tx: Db,
  actor: Actor,
  register: Register,
  input: { bytes: Buffer; dryRun: boolean },
  schema: S,
  check: Check<z.output<S>, Row>,
  write: (tx: Db, rows: readonly Row[]) => Promise<void>,
): Promise<FileImportReport> {
  // biome-ignore format: a signature
  const { rows, faults } = readCsv(input.bytes, register)
  if (faults.length > 0) return { imported: false, rows: rows.length, faults }
  const ground = await openGround(tx, actor)
  const entries = new Map<string, Row>()
  for (const [index, row] of rows.entries()) {
    const { entry, faults: found } = await checkRow(ground, register, row, index + 2, schema, check)
    faults.push(...found)
    if (entry && entries.has(entry.code)) faults.push(fault(index + 2, 'code', entry.code, registerRules.repeated))
    if (entry) entries.set(entry.code, entry)
  }
  const imported = faults.length === 0 && !input.dryRun
  if (imported) await write(tx, [...entries.values()])
  return { imported, rows: rows.length, faults }
}

/** Adds or replaces components from a CSV file. With a single fault anywhere nothing is written, and every fault is reported. */
export const importComponents = (tx: Db, actor: Actor, input: { bytes: Buffer; dryRun: boolean }): Promise<FileImportReport> =>
  importRows(
    tx,
    actor,
    'component',
    input,
    ComponentShape,
    (ground, code, fields: ComponentFields) => checkComponent(ground, code, fields),
    setComponents,
  )

/** Adds or replaces shopfronts from a CSV file; the duties of a shop stand in one cell, parted by 、 or ;. */
export const importShopfronts = (tx: Db, actor: Actor, input: { bytes: Buffer; dryRun: boolean }): Promise<FileImportReport> =>
  importRows(
    tx,
    actor,
    'shopfront',
    input,
    ShopfrontShape,
    (ground, code, fields: ShopfrontFields) => checkShopfront(ground, code, fields),
    setShopfronts,
  )
