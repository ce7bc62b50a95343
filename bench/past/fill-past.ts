import { STATE_COLUMNS } from '#cases/queries.ts'
import { drawer, evenDrawer, randomFrom } from '#demo/random.ts'
import { findCity } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { readTemplates } from '../case-templates.ts'
import { listPlacePoints } from '../place-points.ts'
import { bareness } from './bare-tables.ts'
import { type PastCase, pastCase } from './past-case.ts'
import { type PastTemplate, pastTemplate } from './past-template.ts'
import { askPsql, feedPsql } from './psql.ts'

export interface PastLoad {
  readonly url: string
  readonly db: Db
  readonly cityId: string
  readonly cases: number
  /** Per cent of the cases that have a whole history through every desk; the others were fixed on the spot: one event. */
  readonly whole: number
  /** Days before `at` over which they ended. */
  readonly days: number
  readonly at: Date
  readonly say: (text: string) => void
}

const DAY_MS = 86_400_000
const POINTS_AN_AREA = 100
const EVERY = 500_000
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const CASE_COLUMNS = [...STATE_COLUMNS, 'searchText', 'searchGrams'].map(snake).join(', ')
const EVENT_COLUMNS =
  'city_id, case_id, seq, request_id, action, from_stage, to_stage, at, person_id, post_id, unit_id, data, prev_hash, hash'

/** The makers of cases, from the city's own closed histories and points of the streets these happened in. */
async function makerOf({ db, cityId, cases, whole, days, at }: PastLoad): Promise<(index: number) => PastCase> {
  const city = await findCity(db, cityId)
  if (!city) throw new Error(`there is no city ${cityId}`)
  const places = await listPlacePoints(db, cityId, POINTS_AN_AREA, localDay(at, city.timeZone))
  const { closed } = await readTemplates(db, cityId)
  const known = closed.flatMap((each) => pastTemplate(each, city.codeLengths.street ?? 9) ?? []).filter(({ street }) => places.has(street))
  const random = randomFrom('past')
  const [short, long] = [known.filter(({ events }) => events.length === 1), known.filter(({ events }) => events.length > 1)]
  const kinds = [
    { value: evenDrawer(long, random), weight: whole },
    { value: evenDrawer(short, random), weight: 100 - whole },
  ]
  const draw = drawer<() => PastTemplate>(kinds, random)
  return (index) => {
    const template = draw()()
    const points = places.get(template.street) ?? []
    const place = points[Math.floor(random() * points.length)]
    if (!place) throw new Error(`no place in ${template.street}`)
    const endedAt = Math.floor(at.getTime() - days * DAY_MS * (1 - index / cases))
    return pastCase(cityId, city.timeZone, template, place, endedAt, index)
  }
}

/** The rows that are there already, as COPY writes them. */
const keptRows = (url: string, table: string, columns: string): string => askPsql(url, `copy (select ${columns} from ${table}) to stdout;`)

async function writeRows(load: PastLoad): Promise<number> {
  const make = await makerOf(load)
  const [cases, events] = [feedPsql(load.url), feedPsql(load.url)]
  // Emptied and filled in one transaction, the rows need no log where the server keeps none (wal_level = minimal), and no vacuum afterwards.
  const kept = [keptRows(load.url, '"case"', CASE_COLUMNS), keptRows(load.url, 'case_event', EVENT_COLUMNS)] as const
  await cases.write(`begin;\ntruncate "case";\ncopy "case" (${CASE_COLUMNS}) from stdin (freeze);\n${kept[0]}`)
  await events.write(`begin;\ntruncate case_event;\ncopy case_event (${EVENT_COLUMNS}) from stdin (freeze);\n${kept[1]}`)
  let count = 0
  for (let index = 0; index < load.cases; index++) {
    const made = make(index)
    count += made.count
    await cases.write(made.row)
    await events.write(made.events)
    if (index % EVERY === 0) load.say(`${index} of ${load.cases} cases`)
  }
  for (const feed of [cases, events]) await feed.write('\\.\ncommit;\n')
  await Promise.all([cases.end(), events.end()])
  return count
}

/** Runs statements two at a time. */
async function inTwos(url: string, statements: readonly string[], say: (text: string) => void): Promise<void> {
  const waiting = [...statements]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      say(next.slice(0, 90))
      const feed = feedPsql(url)
      await feed.write(`set maintenance_work_mem = '1500MB'; set max_parallel_maintenance_workers = 1;\n${next};\n`)
      await feed.end()
    }
  }
  await Promise.all([work(), work()])
}

/**
 * Adds past cases to a city that has closed ones to copy (and keeps those it has): each copies a real history, renumbered, re-dated, placed in the
 * same street and hashed by the project's own function, so `wangge history verify` passes. They end evenly over the days, the oldest first. Photos
 * are left out, and what a clock was once due at moves with the case instead of being counted anew. Written by COPY into tables stripped of indexes,
 * which are made again afterwards: use a database nobody else is in. Needs psql. Returns how many events were written.
 */
export async function fillPast(load: PastLoad): Promise<number> {
  const bare = bareness(load.url)
  askPsql(load.url, `begin;\n${bare.strip.join(';\n')};\ncommit;`)
  const events = await writeRows(load)
  await inTwos(load.url, [...bare.indexes, ...bare.keys], load.say)
  await inTwos(load.url, bare.references, load.say)
  askPsql(load.url, 'vacuum analyze "case"; vacuum analyze case_event;')
  return events
}
