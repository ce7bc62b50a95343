import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { day, instant } from '#platform/contract-time.ts'
import { DATUMS } from '#platform/datum-names.ts'

/** The phone's clock when it sends: what else it says of time is read against it. */
const sent = { requestId: identifier, deviceTime: instant }
const gridCode = z.string().min(1).max(30)

/** The id of the request becomes the id of the patrol. `startedAt` is by the phone's clock, as every moment here. */
export const PatrolStart = z.object({ ...sent, startedAt: instant })
export const PatrolStop = z.object({ ...sent, endedAt: instant })
export const PatrolParams = z.object({ id: identifier })

const clock = z.object({ serverTime: z.string(), skewSeconds: z.number(), wrong: z.boolean() })
export const PatrolFacts = z.object({
  id: identifier,
  day: z.string(),
  startedAt: z.string(),
  /** When it is ended unless it ended before. */
  endsBy: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.enum(['person', 'schedule']).nullable(),
})
export const PatrolAnswer = PatrolFacts.extend({ clock })
/** The patrol that runs now; null off duty. */
export const OwnPatrolAnswer = z.object({ patrol: PatrolFacts.nullable(), serverTime: z.string() })

/** A position is judged and forgotten. */
export const CheckInInput = z
  .object({
    ...sent,
    patrolId: identifier,
    gridCode,
    how: z.enum(['qr', 'position']),
    at: instant,
    lon: z.number().min(-180).max(180).nullable().default(null),
    lat: z.number().min(-90).max(90).nullable().default(null),
    datum: z.enum(DATUMS).default('wgs84'),
    /** Metres, as the phone says it. */
    accuracy: z.number().positive().max(100_000).nullable().default(null),
  })
  .refine((input) => input.how === 'qr' || (input.lon !== null && input.lat !== null && input.accuracy !== null), {
    path: ['accuracy'],
    error: '以位置签到须给出 lon、lat 与 accuracy / a check-in by position needs lon, lat and accuracy',
  })
export type CheckInInput = z.output<typeof CheckInInput>
export const CheckInAnswer = z.object({ patrolId: identifier, gridCode: z.string(), how: z.enum(['qr', 'position']), clock })

const MOST_CELL = 1_000_000_000_000
/** Cells (cells.ts) that were visited between two moments, by grid; never positions. */
export const VisitsInput = z.object({
  ...sent,
  from: instant,
  to: instant,
  grids: z
    .array(z.object({ gridCode, cells: z.array(z.int().min(0).max(MOST_CELL)).min(1).max(5000) }))
    .min(1)
    .max(20),
})
export type VisitsInput = z.output<typeof VisitsInput>
const coverage = z.object({ gridCode: z.string(), visited: z.number(), cells: z.number(), share: z.number() })
export const VisitsAnswer = z.object({
  patrolId: identifier,
  accepted: z.number(),
  /** Cells that lie in none of these grids. */
  ignored: z.number(),
  grids: z.array(coverage),
  clock,
})

const CoverageSpan = { from: day.optional(), to: day.optional() }
/** The last seven days unless said. */
export const OwnCoverageQuery = z.object(CoverageSpan)
export const OwnCoverageAnswer = z.object({ days: z.array(coverage.extend({ day: z.string() })) })

/** Today unless said. */
export const TeamCoverageQuery = z.object({ day: day.optional(), placeCode: z.string().max(30).optional() })
export const TeamCoverageAnswer = z.object({
  day: z.string(),
  people: z.array(
    coverage.extend({
      gridName: z.string().nullable(),
      personId: identifier,
      personName: z.string(),
      checkedIn: z.boolean(),
    }),
  ),
  /** Of a day whose visits are forgotten. */
  sums: z.array(coverage.extend({ people: z.number() })),
  /** There are more than are told: ask for a smaller place. */
  more: z.boolean(),
})
