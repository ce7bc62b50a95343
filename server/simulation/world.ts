import { findCity } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { derivedId } from '#platform/identifier.ts'
import { type ArrivalAt, arrivals } from '#simulation/arrivals.ts'
import type { Cast } from '#simulation/cast.ts'
import { diceOf } from '#simulation/dice.ts'
import { type Fate, fates, minutesToReach, plants } from '#simulation/fate.ts'
import { loadCast } from '#simulation/load-cast.ts'
import { type LocalClock, localClock } from '#simulation/local-clock.ts'
import { openPictures, type Pictures } from '#simulation/photos.ts'
import { simulationProblems } from '#simulation/problems.ts'
import { loadScenery, type Scenery } from '#simulation/scenery.ts'

const MINUTE = 60_000

/** Where people look first: half of the planted cases lie there, are about these types and wait for these people, so that whoever signs in finds work. */
export interface Showcase {
  readonly placePrefix: string
  readonly typeCodes: readonly string[]
  readonly logins: readonly string[]
}

export interface Interval {
  readonly cityId: string
  readonly from: Date
  readonly to: Date
  readonly cases: number
  readonly seed: number
  readonly showcase?: Showcase | undefined
}

/** Everything a run needs to know, loaded once: nothing in it changes while it runs. */
export interface World extends Interval {
  readonly timeZone: string
  readonly clock: LocalClock
  readonly cast: Cast
  readonly scenery: Scenery
  readonly pictures: Pictures
  /** Whether a case is one of those that are shown. */
  isShown(index: number): boolean
  fateOf(index: number): Fate
  arrivalOf(index: number): Date
  /** The id of the case of an index: that of its report. */
  caseIdOf(index: number): string
  /** The id of the request or the photo that an index makes at a version of its case; the same on every run. */
  idOf(at: Date, index: number, version: number, what: string): string
}

/** Loads it. Throws simulation.unknown_city, simulation.empty_city. */
export async function openWorld(db: Db, interval: Interval, files: FileStore | undefined): Promise<World> {
  const { cityId, from, to, seed } = interval
  const city = await findCity(db, cityId)
  if (city === undefined) throw simulationProblems.unknownCity(cityId)
  const clock = localClock(city.timeZone)
  const on = localDay(from, city.timeZone)
  const fateOf = fates(seed, interval.cases)
  const arrivalOf = arrivalTimes(interval, fateOf, {
    patrol: arrivals(clock, from, to, 'patrol'),
    calls: arrivals(clock, from, to, 'calls'),
  })
  const idOf: World['idOf'] = (at, index, version, what) =>
    derivedId(at, cityId, 'simulation', String(seed), String(index), String(version), what)
  return {
    ...interval,
    clock,
    timeZone: city.timeZone,
    cast: await loadCast(db, cityId, on, interval.showcase?.logins),
    scenery: await loadScenery(db, cityId, on, seed),
    pictures: await openPictures(files),
    isShown: (index) => interval.showcase !== undefined && fateOf(index).waitsIn !== null && diceOf(seed, index, 'showcase').chance(0.5),
    fateOf,
    arrivalOf,
    idOf,
    caseIdOf: (index) => idOf(arrivalOf(index), index, 0, 'event'),
  }
}

/** When the case of each index is reported: spread over the interval; a repetition minutes after what it repeats; a planted one shortly before the end. */
function arrivalTimes({ from, to, cases, seed }: Interval, fateOf: (index: number) => Fate, spread: Record<'patrol' | 'calls', ArrivalAt>) {
  const ordinary = cases - plants(cases).length
  const arrivalOf = (index: number): Date => {
    const fate = fateOf(index)
    const dice = diceOf(seed, index, 'arrival')
    if (fate.waitsIn !== null)
      return new Date(Math.max(from.getTime(), Math.floor(to.getTime() - (minutesToReach(fate) - dice.next()) * MINUTE)))
    if (fate.repeats !== null) return new Date(arrivalOf(fate.repeats).getTime() + Math.floor(dice.between(3, 25) * MINUTE))
    return spread[fate.source === 'centre' ? 'calls' : 'patrol']((index + dice.next()) / ordinary)
  }
  return arrivalOf
}
