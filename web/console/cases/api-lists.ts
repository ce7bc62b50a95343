import type { z } from 'zod'
import type { CasePage } from '#cases/contract.ts'
import type { BoxCountsAnswer, CountAnswer } from '#cases/contract-answers.ts'
import type { TypesAnswer } from '#catalogue/contract.ts'
import type { DivisionPage } from '#organisation/contract.ts'
import type { UnitPage } from '#organisation/contract-people.ts'
import { download, get, type Query } from '#web/shared/api/client.ts'

export type CaseSort = CasePage['sort']
export type BoxCounts = z.output<typeof BoxCountsAnswer>
export type TypeRow = z.output<typeof TypesAnswer>['types'][number]
export type UnitRow = z.output<typeof UnitPage>['items'][number]
export type DivisionRow = z.output<typeof DivisionPage>['items'][number]

export const countCases = async (query: Query, signal?: AbortSignal): Promise<number> =>
  (await get<z.output<typeof CountAnswer>>('/api/cases/count', query, signal)).total
export const readBoxes = (signal?: AbortSignal): Promise<BoxCounts> => get('/api/cases/boxes', {}, signal)
/** What a filter finds as a file, under the name the server gives it. */
export const exportCases = (query: Query): Promise<void> => download('/api/cases/export', query)

/** Types in force, with the filing conditions. */
export const readTypes = async (signal?: AbortSignal): Promise<readonly TypeRow[]> =>
  (await get<z.output<typeof TypesAnswer>>('/api/catalogue/types', {}, signal)).types

const LARGEST_PAGE = 200

/** Every page of what is listed by key, up to `pages` of them. */
async function readAll<Item>(path: string, query: Query, pages: number, signal?: AbortSignal): Promise<readonly Item[]> {
  const found: Item[] = []
  let after: string | null = null
  for (let page = 0; page < pages; page++) {
    const answer: { items: readonly Item[]; next: string | null } = await get(path, { ...query, limit: LARGEST_PAGE, after }, signal)
    found.push(...answer.items)
    after = answer.next
    if (after === null) break
  }
  return found
}

export const readDivisions = (query: Query, signal?: AbortSignal): Promise<readonly DivisionRow[]> =>
  readAll('/api/divisions', query, 10, signal)
export const readUnits = (query: Query, signal?: AbortSignal): Promise<readonly UnitRow[]> => readAll('/api/units', query, 20, signal)
