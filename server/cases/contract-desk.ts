import { z } from 'zod'
import { CaseFilter } from '#cases/contract.ts'
import { UNIT_KINDS } from '#organisation/kinds.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'

/** What is exported: every case a filter finds. */
export const ExportQuery = CaseFilter.extend({ format: z.enum(['csv', 'xlsx']).default('csv') })
export type ExportQuery = z.output<typeof ExportQuery>

/** With a place: every unit that serves it. Without: the units of the actor's areas that hold open cases. */
export const UnitLoadQuery = z.object({ placeCode: z.string().max(30).optional() })
/** What each unit has on its hands now: the cases it leads, not the parts it assists with. */
export const UnitLoadAnswer = z.object({
  units: z.array(
    z.object({
      id: identifier,
      name: z.string(),
      nameEn: z.string().nullable(),
      kind: z.enum(UNIT_KINDS),
      duty: z.string().nullable(),
      level: z.enum(LEVELS),
      areaCode: z.string(),
      open: z.number(),
      /** Dispatched and not received yet. */
      waiting: z.number(),
      handling: z.number(),
      suspended: z.number(),
      yellow: z.number(),
      red: z.number(),
      overdue: z.number(),
      /** People who hold a post of the unit that may handle cases. */
      handlers: z.number(),
      /** Open cases a handler has on average; null where nobody may handle. */
      openPerHandler: z.number().nullable(),
    }),
  ),
})
