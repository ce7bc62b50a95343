import { Readable } from 'node:stream'
import type { CasePage } from '#cases/contract.ts'
import type { ExportQuery } from '#cases/contract-desk.ts'
import { EXPORT_COLUMNS, type Reader } from '#cases/export-columns.ts'
import { workbookStream } from '#cases/export-workbook.ts'
import { calendarFor, filterOf, seenRow } from '#cases/list-page.ts'
import { deskProblems } from '#cases/problems-desk.ts'
import { countCases, type LitFilter, listCases, type PageMark } from '#cases/queries-lists.ts'
import { WORKBOOK_TYPE } from '#catalogue/export-workbook.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { codeAtLevel } from '#organisation/place-code.ts'
import { listDivisions } from '#organisation/queries-divisions.ts'
import type { Actor } from '#platform/actor.ts'
import { recordSeen } from '#platform/audit.ts'
import { BYTE_ORDER_MARK, CSV_TYPE, csvLines } from '#platform/csv-text.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Locale } from '#platform/locale.ts'
import type { RawAnswer } from '#platform/route.ts'

/** The most cases one file holds, and how many are read at a time: nothing but one such page is ever in memory. */
const LIMITS = { most: 200_000, page: 1000 }
const MOST_DIVISIONS = 100_000

/**
 * Every case a filter finds and the actor may see, as a CSV file or a workbook, newest first, written while it is read: each page in a transaction of
 * its own, so a case that moves meanwhile is in the file once, as it then was. Taking the data away leaves an audit entry with the filter and the
 * number of cases, committed before the first byte. Throws case.export_too_large above `limits.most`.
 */
export async function exportCases(db: Db, actor: Actor, locale: Locale, query: ExportQuery, limits = LIMITS): Promise<RawAnswer> {
  const { format, ...filter } = query
  const { lit, reader, fileName } = await inTransaction(db, async (tx) => {
    const asked = await filterOf(tx, actor, filter)
    const found = await countCases(tx, actor, asked)
    if (found > limits.most) throw deskProblems.exportTooLarge(found, limits.most)
    await recordExport(tx, actor, query, found)
    const reading = await readerOf(tx, actor, locale)
    return { lit: asked, reader: reading, fileName: `cases-${reading.localTime(actor.at).replaceAll(/\D/g, '')}.${format}` }
  })
  const lines = linesOf(db, actor, { ...lit, sort: 'newest', limit: limits.page }, reader)
  const body = format === 'csv' ? Readable.from(csvPieces(lines), { objectMode: false }) : workbookStream(lines, locale)
  const type = format === 'csv' ? CSV_TYPE : WORKBOOK_TYPE
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${fileName}"` }
  return { body, headers }
}

const recordExport = (tx: Db, actor: Actor, query: ExportQuery, found: number) =>
  recordSeen(tx, actor, {
    action: 'case.export',
    subject: query.format,
    params: JSON.parse(JSON.stringify(query)),
    answer: { cases: found },
  })

async function readerOf(tx: Db, actor: Actor, locale: Locale): Promise<Reader> {
  const { city, today } = await readCityToday(tx, actor)
  const divisions = await listDivisions(tx, actor.cityId, { on: today }, undefined, MOST_DIVISIONS)
  const names = new Map(divisions.map(({ code, name, nameEn }) => [code, locale === 'zh' ? name : (nameEn ?? name)]))
  // This locale writes 2026-11-22 13:05.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: city.timeZone, dateStyle: 'short', timeStyle: 'short' })
  return {
    locale,
    localTime: (at) => format.format(at),
    placeName: (code, level) => names.get(codeAtLevel(city.codeLengths, code, level) ?? '') ?? null,
  }
}

type Line = (string | number | null)[]

/** The heading, then the cases, a page at a time. */
async function* linesOf(db: Db, actor: Actor, page: CasePage & LitFilter, reader: Reader): AsyncGenerator<Line[]> {
  yield [EXPORT_COLUMNS.map(({ heading }) => heading[reader.locale])]
  let after: PageMark | undefined
  do {
    const mark = after
    const [rows, calendar] = await inTransaction(db, async (tx) => [
      await listCases(tx, actor, page, mark),
      await calendarFor(tx, actor.cityId),
    ])
    const shown = rows.slice(0, page.limit)
    yield shown.map((row) => EXPORT_COLUMNS.map(({ cell }) => cell(seenRow(calendar, actor, row), reader)))
    const last = rows.length > page.limit ? shown.at(-1) : undefined
    after = last && { at: last.sortAt, id: last.id }
  } while (after !== undefined)
}

async function* csvPieces(lines: AsyncIterable<Line[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK
  for await (const page of lines) yield csvLines(page)
}
