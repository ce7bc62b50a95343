import { sql } from 'kysely'
import type { z } from 'zod'
import type { RegisterLine, RegisterListQuery } from '#cases/contract-register-list.ts'
import { inAreas } from '#cases/queries-registers-export.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

type Line = z.output<typeof RegisterLine>
type Narrowed = Pick<RegisterListQuery, 'register' | 'text' | 'state'>

/** What somebody types is no pattern: its signs stand for themselves. */
const within = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const narrowed = (tx: Db, cityId: string, areas: readonly string[], { register, text, state }: Narrowed) =>
  tx
    .selectFrom(register)
    .where('cityId', '=', cityId)
    .where(inAreas(areas))
    .$if(state !== undefined, (query) => query.where(sql<boolean>`state = ${state}`))
    .$if(text !== '', (query) =>
      query.where(
        register === 'component'
          ? sql<boolean>`(starts_with(code, ${text}) or name ilike ${within(text)})`
          : sql<boolean>`(starts_with(code, ${text}) or name ilike ${within(text)} or address ilike ${within(text)})`,
      ),
    )

/** Entries by code, after one of them when it is given; one more than `limit` when there are more. */
export const listEntries = (tx: Db, cityId: string, areas: readonly string[], query: RegisterListQuery): Promise<Line[]> => {
  const isComponent = query.register === 'component'
  return narrowed(tx, cityId, areas, query)
    .select(['code', 'name', 'state', 'gridCode'])
    .select([
      (isComponent ? sql<string | null>`type_code` : sql<string | null>`null::text`).as('typeCode'),
      (isComponent ? sql<string | null>`null::text` : sql<string | null>`address`).as('address'),
    ])
    .$if(query.after !== undefined, (rest) => rest.where('code', '>', query.after ?? ''))
    .orderBy('code')
    .limit(query.limit + 1)
    .execute()
}

export async function countEntries(tx: Db, cityId: string, areas: readonly string[], query: Narrowed): Promise<number> {
  const { total } = await narrowed(tx, cityId, areas, query)
    .select((each) => each.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
