import { z } from 'zod'
import { STAGES } from '#cases/lifecycle.ts'
import { LIGHTS } from '#catalogue/time-limit.ts'
import { AreaShape } from '#organisation/contract.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'

export const OverviewQuery = z.object({
  /** A division, grid or functional zone; without it the deepest place that holds the asker's whole area. */
  placeCode: z
    .string()
    .regex(/^[0-9A-Za-z]{1,32}$/, '须为区划、网格或功能区代码 / the code of a division, grid or functional zone')
    .optional(),
})

const instant = z.date().transform((value) => value.toISOString())
const text = z.object({ zh: z.string(), en: z.string() })
const stage = z.enum(STAGES)
const level = z.enum(LEVELS)
const place = z.object({ kind: z.enum(['city', 'zone', 'district', 'street', 'community', 'grid']), code: z.string(), name: text })
const lights = { open: z.number(), green: z.number(), yellow: z.number(), red: z.number(), overdue: z.number() }
const share = { closed: z.number(), onTime: z.number(), late: z.number(), percent: z.number().nullable() }

const named = z.object({
  id: identifier,
  number: z.string(),
  stage,
  typeCode: z.string().nullable(),
  typeName: text.nullable(),
  placeCode: z.string(),
  placeName: text,
  unitName: z.string().nullable(),
  listedLevel: level.nullable(),
  dueAt: instant.nullable(),
  light: z.enum(LIGHTS).nullable(),
  /** Share of the active clock's limit that is used, 2 when twice over; null where that is not known. */
  used: z.number().nullable(),
  /** How many times over the limit: 0 until due, 1 from then, 2 once it has run twice. */
  timesOver: z.number(),
})

/** A city, or a part of it, at one glance. Numbers are counted anew each time; a light is that of the active clock, as everywhere. */
export const OverviewAnswer = z.object({
  at: instant,
  /** The city's local day. */
  today: z.string(),
  city: z.object({ id: z.string(), name: text }),
  place,
  /** The places it lies in, the widest first, as far up as the asker's own area reaches. */
  above: z.array(place),
  /** Cases reported today beside yesterday's up to the same time, and hour by hour as running totals (today's end with the hour that runs). */
  reported: z.object({
    today: z.number(),
    yesterdaySameTime: z.number(),
    yesterday: z.number(),
    hourly: z.object({ today: z.array(z.number()), yesterday: z.array(z.number()) }),
  }),
  /** Closed in time, of the closed cases whose handling was limited; `percent` to one decimal, null where there are none. `closed` counts all. */
  onTime: z.object({
    today: z.object(share),
    days30: z.object(share),
    series: z.array(z.object({ day: z.string(), ...share })),
  }),
  /** `series`: open at the end of each of 14 local days, today's is now; a reopened case counts as open from its report on. */
  open: z.object({ now: z.number(), overdue: z.number(), series: z.array(z.object({ day: z.string(), open: z.number() })) }),
  /** The last 60 minutes and the same of yesterday; the series are the last 24 such hours. */
  lastHour: z.object({
    reported: z.number(),
    closed: z.number(),
    yesterday: z.object({ reported: z.number(), closed: z.number() }),
    series: z.object({ reported: z.array(z.number()), closed: z.array(z.number()) }),
  }),
  /** What lies directly below the place. A zone's cases are those of its divisions too: only the others add up. */
  children: z.array(place.extend(lights)),
  /** Open cases in each stage of each level's loop, and today's moves from stage to stage; `from` is null where cases entered. */
  river: z.object({
    stages: z.array(z.object({ stage, loopLevel: level, ...lights })),
    flow: z.array(z.object({ from: stage.nullable(), to: stage, count: z.number() })),
  }),
  /** The worst 8, by how many times over. */
  overdue: z.array(named),
  listed: z.object({ total: z.number(), cases: z.array(named) }),
  /** Today's escalations, the newest 8: which rung heard of it and when. */
  warnings: z.object({ total: z.number(), cases: z.array(named.extend({ at: instant, step: z.number(), level })) }),
})

/** The ground of a place and of its children as far as they have any (functional zones have none), to be drawn and pointed at. Degrees, WGS-84. */
export const OverviewOutlinesAnswer = z.object({
  placeCode: z.string(),
  /** `lon` and `lat` lie inside the outline. */
  outlines: z.array(z.object({ code: z.string(), lon: z.number(), lat: z.number(), area: AreaShape })),
})
