import type { AreaSubscriptionTable } from '#messages/tables.ts'
import { findDivision } from '#organisation/queries-divisions.ts'
import type { Db } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'

type Named = Pick<AreaSubscriptionTable, 'placeCode' | 'radiusMetres'>

/** What somebody's area is called on a day: the division's name, or how far around the place they chose. */
export async function nameArea(tx: Db, cityId: string, { placeCode, radiusMetres }: Named, on: string): Promise<Bilingual> {
  if (placeCode === null) return { zh: `您选定位置周围 ${radiusMetres} 米`, en: `${radiusMetres} m around the place you chose` }
  const division = await findDivision(tx, cityId, placeCode, on)
  return { zh: division?.name ?? placeCode, en: division?.nameEn ?? division?.name ?? placeCode }
}
