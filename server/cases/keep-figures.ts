import { z } from 'zod'
import { FigureChange, sumUp } from '#cases/figures.ts'
import {
  appendFigures,
  deleteFigures,
  findFigureSpan,
  haveFiguresBegun,
  insertFigures,
  lockFigures,
  lockFiguresShared,
  setFiguresBegun,
} from '#cases/queries-figures.ts'
import { listCityIds } from '#cases/queries-sweep.ts'
import { instantsOfDay, openTimeZone, parseDay } from '#catalogue/local-time.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { listWaitingData } from '#platform/queries-outbox.ts'
import type { OutboxEvent } from '#platform/relay.ts'

const told = z.object({ inside: z.object({ figures: z.array(FigureChange) }) })

const monthOf =
  ({ timeZone }: City) =>
  (at: Date): string =>
    `${localDay(at, timeZone).slice(0, 7)}-01`
/** Figures are kept by street, where a city has streets. */
const placeLength = ({ codeLengths }: City): number => codeLengths.street ?? codeLengths.district ?? 32

const changesIn = (data: readonly unknown[]): FigureChange[] =>
  data.flatMap((each) => {
    const read = told.safeParse(each)
    return read.success ? read.data.inside.figures : []
  })

/** What a batch of a city's events changes in its figures, added up and written at once. Figures not made yet are left to whoever makes them. */
export async function keepFigures(tx: Db, events: readonly OutboxEvent[]): Promise<void> {
  const [first] = events
  const changes = changesIn(events.map(({ data }) => data))
  if (first === undefined || changes.length === 0) return
  await lockFiguresShared(tx)
  const city = await findCity(tx, first.cityId)
  if (!city || !(await haveFiguresBegun(tx, first.cityId))) return
  await appendFigures(tx, first.cityId, sumUp(changes, monthOf(city), placeLength(city)))
}

/** Starts of the local months from that of one instant to the one after another's. */
function monthStarts({ timeZone }: City, first: Date, last: Date): Date[] {
  const zone = openTimeZone(timeZone)
  const starts: Date[] = []
  const [year = 0, month = 1] = localDay(first, timeZone).split('-').map(Number)
  for (let index = 0; ; index++) {
    const wall = parseDay(new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 10))
    const start = new Date(instantsOfDay(zone, wall)(wall))
    starts.push(start)
    if (start > last) return starts
  }
}

/**
 * Makes the figures of a city anew from its cases, which are what their histories say. Events still on their way will be added when they arrive, so
 * they are taken off first. Deliveries wait meanwhile; requests do not. `at` is written down as the moment they were made.
 */
export async function rebuildFigures(db: Db, cityId: string, at: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockFigures(tx)
    const city = await findCity(tx, cityId)
    if (!city) return
    await deleteFigures(tx, cityId)
    const span = await findFigureSpan(tx, cityId)
    const starts = span ? monthStarts(city, span.first, span.last) : []
    for (const [index, from] of starts.entries()) {
      const to = starts[index + 1]
      if (to) await insertFigures(tx, cityId, city.timeZone, placeLength(city), from, to)
    }
    const waiting = sumUp(changesIn(await listWaitingData(tx, cityId)), monthOf(city), placeLength(city))
    await appendFigures(tx, cityId, waiting.map(taken))
    await setFiguresBegun(tx, cityId, at)
  })
}

const taken = <Line extends { reported: number; ended: number; closed: number; onTime: number; late: number }>(line: Line): Line => ({
  ...line,
  reported: -line.reported,
  ended: -line.ended,
  closed: -line.closed,
  onTime: -line.onTime,
  late: -line.late,
})

/** Makes the figures of cities that have none yet. */
export async function beginFigures(db: Db, at: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) if (!(await haveFiguresBegun(db, cityId))) await rebuildFigures(db, cityId, at)
}
