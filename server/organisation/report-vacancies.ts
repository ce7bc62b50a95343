import { readCityToday } from '#organisation/city-today.ts'
import { listDivisions } from '#organisation/queries-divisions.ts'
import { type GridPresence, listGridPresence, listStaffKinds, type StaffKind } from '#organisation/queries-staff.ts'
import { findVacancies, listDemanded } from '#organisation/staffing.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface VacancyQuestion {
  /** Place code; the whole city unless given. */
  readonly within?: string | undefined
  /** Day 'YYYY-MM-DD'; the actor's today unless given. */
  readonly on?: string | undefined
}

export interface GridVacancies {
  readonly gridCode: string
  readonly gridName: string
  readonly communityCode: string
  readonly communityName: string | null
  readonly communityNameEn: string | null
  readonly missing: readonly Pick<StaffKind, 'code' | 'name' | 'nameEn'>[]
}

export interface VacancyReport {
  readonly on: string
  readonly grids: number
  /** Places to fill that nobody fills, in all. */
  readonly vacancies: number
  readonly byKind: readonly { readonly code: string; readonly name: string; readonly nameEn: string; readonly vacancies: number }[]
  /** The divisions directly below `within`, or of the city's widest level. */
  readonly byDivision: readonly {
    readonly code: string
    readonly name: string
    readonly nameEn: string | null
    readonly grids: number
    readonly vacancies: number
  }[]
  /** Grids with at least one vacancy, by code. */
  readonly items: readonly GridVacancies[]
}

/** Where 1+5+X is not filled: per grid what is missing by name, and totals by kind and by division. */
export async function reportVacancies(tx: Db, actor: Pick<Actor, 'cityId' | 'at'>, question: VacancyQuestion): Promise<VacancyReport> {
  const { city, today } = await readCityToday(tx, actor)
  const { within = '', on = today } = question
  const kinds = await listStaffKinds(tx, city.cityId)
  const grids = (await listGridPresence(tx, city.cityId, within, on)).map((grid) => ({ ...readVacancies(grid, kinds) }))
  const items = grids.filter(({ missing }) => missing.length > 0)
  const count = (of: readonly GridVacancies[]): number => of.reduce((sum, { missing }) => sum + missing.length, 0)
  const byKind = listDemanded(kinds).map(({ code, name, nameEn }) => {
    const vacancies = items.filter(({ missing }) => missing.some((kind) => kind.code === code)).length
    return { code, name, nameEn, vacancies }
  })
  const byDivision = (await listDivisionsBelow(tx, city.cityId, within, on)).map(({ code, name, nameEn }) => {
    const own = grids.filter(({ communityCode }) => communityCode.startsWith(code))
    return { code, name, nameEn, grids: own.length, vacancies: count(own) }
  })
  return { on, grids: grids.length, vacancies: count(items), byKind, byDivision: byDivision.filter(({ grids }) => grids > 0), items }
}

const readVacancies = ({ present, ...grid }: GridPresence, kinds: readonly StaffKind[]): GridVacancies => ({
  ...grid,
  missing: findVacancies(kinds, present).map(({ code, name, nameEn }) => ({ code, name, nameEn })),
})

/** More than a city has districts or a district has streets. */
const MOST_DIVISIONS = 1000

const listDivisionsBelow = (tx: Db, cityId: string, within: string, on: string) =>
  listDivisions(tx, cityId, within === '' ? { level: 'district', on } : { parentCode: within, on }, undefined, MOST_DIVISIONS)
