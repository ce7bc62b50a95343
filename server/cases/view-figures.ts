import type { z } from 'zod'
import type { FiguresAnswer, FiguresQuery } from '#cases/contract-figures.ts'
import { findOverviewScope } from '#cases/overview-place.ts'
import { listFigures } from '#cases/queries-figures.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

type Answer = z.input<typeof FiguresAnswer>

/** The month so many months before the one of a day, 'YYYY-MM'. */
const monthBefore = (day: string, months: number): string => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7)
}

/** Figures of a place within the actor's area, by month, type and the places directly below it. Throws organisation.not_found. */
export async function viewFigures(tx: Db, actor: Actor, { placeCode, from, to }: z.output<typeof FiguresQuery>): Promise<Answer> {
  const { city, today } = await readCityToday(tx, actor)
  const { place, areas, childLength } = await findOverviewScope({ tx, actor, city, today }, placeCode)
  const [first, last] = [from ?? monthBefore(today, 11), to ?? monthBefore(today, 0)]
  const street = city.codeLengths.street ?? place.code.length
  const scope = { cityId: actor.cityId, areas: place.kind === 'zone' ? [] : areas, zoneCode: null }
  const rows = await listFigures(tx, scope, `${first}-01`, `${last}-01`, Math.min(childLength ?? street, street))
  return { from: first, to: last, place: { kind: place.kind, code: place.code }, rows }
}
