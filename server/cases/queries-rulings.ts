import { type Selectable, sql } from 'kysely'
import type { PendingKind } from '#cases/lifecycle.ts'
import type { Db, Tables } from '#platform/db.ts'
import '#cases/tables.ts'

export type Ruling = Selectable<Tables['ruling']>

export const insertRuling = (tx: Db, row: Omit<Ruling, 'asked'> & { asked: unknown }) =>
  tx
    .insertInto('ruling')
    .values({ ...row, asked: JSON.stringify(row.asked) })
    .execute()

/** What earlier rulings are about: the kind of request, on problems of one type; those of one place are nearest. */
export interface Precedence {
  readonly kind: PendingKind
  readonly typeCode: string
  readonly placeCode: string
  /** Areas of whoever asks: nobody is shown the rulings of others' places. */
  readonly areas: readonly string[]
}

/** Precedents: at most `limit` earlier rulings, those of the same place first, the latest first in each. Both reads are of an index, however many there are. */
export async function listPrecedents(tx: Db, cityId: string, about: Precedence, limit = 5): Promise<Ruling[]> {
  const here = await latest(tx, cityId, about, sql`=`, limit)
  return here.length === limit ? here : [...here, ...(await latest(tx, cityId, about, sql`<>`, limit - here.length))]
}

const latest = (tx: Db, cityId: string, { kind, typeCode, placeCode, areas }: Precedence, is: ReturnType<typeof sql>, limit: number) =>
  tx
    .selectFrom('ruling')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('typeCode', '=', typeCode)
    .where(sql<boolean>`place_code ${is} ${placeCode}`)
    .where(sql<boolean>`exists (select from unnest(${areas}::text[]) as own(code) where starts_with(place_code, own.code))`)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
