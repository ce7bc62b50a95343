import { randomBytes } from 'node:crypto'
import type { Stage } from '#cases/lifecycle.ts'
import { policyOf } from '#cases/policy.ts'
import { currentCalendar } from '#catalogue/load-calendar.ts'
import { drawer, evenDrawer, randomFrom } from '#demo/random.ts'
import { findCity } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { readTemplates, type Template } from './case-templates.ts'
import { closedShift, openShift } from './choose-moment.ts'
import { type CopiedCase, type CopyRules, copyHistory } from './copy-history.ts'
import { insertCopies } from './insert-copies.ts'
import { listPlacePoints, type PlacePoint } from './place-points.ts'

export interface Load {
  readonly cityId: string
  /** Open cases to make, over all open stages, their clocks green, yellow and red about 70 : 15 : 15. */
  readonly open: number
  /** Closed cases to make, closed some time in the `closedDays` before `at`. */
  readonly closed?: number
  readonly closedDays?: number
  /** The present of the cases. */
  readonly at: Date
  /** The same seed draws the same templates, places and moments; ids and numbers are new each time. */
  readonly seed?: string
  readonly onProgress?: (made: number, of: number) => void
}

export interface Loaded {
  readonly cases: number
  readonly events: number
  readonly seconds: number
}

const BATCH = 250
/** How open cases spread over the stages in a working city. */
const STAGE_WEIGHTS: readonly { value: Stage; weight: number }[] = [
  { value: 'reported', weight: 8 },
  { value: 'verifying', weight: 4 },
  { value: 'accepted', weight: 4 },
  { value: 'filed', weight: 5 },
  { value: 'dispatched', weight: 12 },
  { value: 'handling', weight: 45 },
  { value: 'suspended', weight: 5 },
  { value: 'handled', weight: 7 },
  { value: 'checking', weight: 6 },
  { value: 'checked', weight: 4 },
]

interface Maker {
  open(): CopiedCase
  closed(): CopiedCase
}

/** Draws templates whose street has points: a copy stays in its template's street, so that the units, centres and inspectors of its history are those of its place. */
async function makerOf(db: Db, { cityId, open, closed = 0, closedDays = 180, at, seed = 'load' }: Load): Promise<Maker> {
  const city = await findCity(db, cityId)
  if (!city) throw new Error(`there is no city ${cityId}`)
  const rules: CopyRules = { calendar: await currentCalendar(db, cityId), policy: policyOf(city.settings), at }
  const perArea = Math.min(400, Math.ceil((open + closed) / 400))
  const places = await listPlacePoints(db, cityId, perArea, localDay(at, city.timeZone))
  const templates = await readTemplates(db, cityId)
  const random = randomFrom(seed)
  // A hundred thousand of one day meet by chance where a day's real ones do not.
  const numbers = new Set<string>()
  const pointsOf = ({ state }: Template): readonly PlacePoint[] => places.get(state.placeCode.slice(0, city.codeLengths.street)) ?? []
  const placed = (list: readonly Template[]): Template[] => list.filter((template) => pointsOf(template).length > 0)
  const stages = STAGE_WEIGHTS.filter(({ value }) => placed(templates.open.get(value) ?? []).length > 0)
  const drawStage = drawer(stages, random)
  const drawOpen = new Map(stages.map(({ value }) => [value, evenDrawer(placed(templates.open.get(value) ?? []), random)]))
  const drawClosed = evenDrawer(placed(templates.closed), random)
  const copy = (template: Template, ms: number): CopiedCase => {
    const points = pointsOf(template)
    const place = points[Math.floor(random() * points.length)]
    if (!place) throw new Error(`no place for a case of ${template.state.placeCode}`)
    for (;;) {
      const made = copyHistory(rules, template, ms, place, randomBytes(6))
      if (numbers.has(made.row.number)) continue
      numbers.add(made.row.number)
      return made
    }
  }
  return {
    open: () => {
      const template = drawOpen.get(drawStage())?.()
      if (!template) throw new Error('no template stands at that stage')
      return copy(template, openShift(rules.calendar, template, random, at))
    },
    closed: () => {
      const template = drawClosed()
      return copy(template, closedShift(template, random, at, closedDays))
    },
  }
}

/**
 * Makes many cases with valid histories in a city that already has real ones (the demo city with its past month): each copies a real history,
 * renumbered, re-dated, placed in the same street and hashed anew with the project's own functions, so `wangge history verify` passes on all.
 * Writes rows and events only: no outbox rows (nobody is told of the past), no contacts, no rulings; photos are those of the templates.
 * For the server engine. Throws when the city has no history to copy.
 */
export async function loadCases(db: Db, load: Load): Promise<Loaded> {
  const from = performance.now()
  const maker = await makerOf(db, load)
  const total = load.open + (load.closed ?? 0)
  let [events, writing] = [0, Promise.resolve()]
  for (let made = 0; made < total; made += BATCH) {
    const size = Math.min(BATCH, total - made)
    const batch = Array.from({ length: size }, (_, index) => (made + index < load.open ? maker.open() : maker.closed()))
    events += batch.reduce((sum, each) => sum + each.events.length, 0)
    // The next batch is made while this one is written.
    await writing
    writing = inTransaction(db, (tx) => insertCopies(tx, batch))
    load.onProgress?.(made + size, total)
  }
  await writing
  return { cases: total, events, seconds: (performance.now() - from) / 1000 }
}
