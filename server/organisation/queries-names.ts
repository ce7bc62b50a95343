import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** What a unit, post or person is called; only a person's name may have to be masked. */
export interface Named {
  readonly id: string
  readonly kind: 'unit' | 'post' | 'person'
  readonly name: string
  readonly nameEn: string | null
}

/** The names behind ids of units, posts and people of a city, in force or not, in one statement; ids of nothing are left out. */
export async function listNames(tx: Db, cityId: string, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Named>`
    select id, 'unit' as kind, name, name_en from unit where city_id = ${cityId} and id = any(${[...ids]}::uuid[])
    union all select id, 'post', title, title_en from post where city_id = ${cityId} and id = any(${[...ids]}::uuid[])
    union all select id, 'person', name, null from person where city_id = ${cityId} and id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows
}
