import { sql } from 'kysely'
import { STATE_COLUMNS } from '#cases/queries.ts'
import { foldText, gramsOf } from '#cases/search-grams.ts'
import type { Db } from '#platform/db.ts'
import type { CopiedCase } from './copy-history.ts'

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const snakeKeys = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]))
const columnList = (names: readonly string[]) => sql.join(names.map((name) => sql.id(snake(name))))

const CASE_COLUMNS = [...STATE_COLUMNS, 'searchText', 'searchGrams']
const EVENT_COLUMNS = [
  'cityId', 'caseId', 'seq', 'requestId', 'action', 'fromStage', 'toStage', 'at', 'personId', 'postId', 'unitId', 'data', 'prevHash', 'hash',
] // biome-ignore format: a list

function searchable({ row, names }: CopiedCase): Record<string, unknown> {
  const searchText = foldText([row.number, row.address, row.description, ...names].filter(Boolean).join('\n'))
  return snakeKeys({ ...row, searchText, searchGrams: gramsOf(searchText) })
}

/** Writes whole cases with their histories, one statement for all rows and one for all events. */
export async function insertCopies(tx: Db, copies: readonly CopiedCase[]): Promise<void> {
  const rows = JSON.stringify(copies.map(searchable))
  const events = JSON.stringify(copies.flatMap((copy) => copy.events.map(snakeKeys)))
  await sql`insert into "case" (${columnList(CASE_COLUMNS)}) select ${columnList(CASE_COLUMNS)}
    from json_populate_recordset(null::"case", ${rows}::json)`.execute(tx)
  await sql`insert into case_event (${columnList(EVENT_COLUMNS)}) select ${columnList(EVENT_COLUMNS)}
    from json_populate_recordset(null::case_event, ${events}::json)`.execute(tx)
}
