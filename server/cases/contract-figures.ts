import { z } from 'zod'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '须为 YYYY-MM / a month as YYYY-MM')

export const FiguresQuery = z.object({
  /** A division; without it the deepest place that holds the asker's whole area. */
  placeCode: z
    .string()
    .regex(/^[0-9A-Za-z]{1,32}$/, '须为区划代码 / the code of a division')
    .optional(),
  /** First and last month; the last twelve without them. */
  from: month.optional(),
  to: month.optional(),
})

const count = z.number()

/** Figures by month, type and place, kept within seconds of what happens. A place smaller than a street, and a functional zone, has none. */
export const FiguresAnswer = z.object({
  from: z.string(),
  to: z.string(),
  place: z.object({ kind: z.enum(['city', 'zone', 'district', 'street', 'community', 'grid']), code: z.string() }),
  rows: z.array(
    z.object({
      /** YYYY-MM of the city's own time. */
      month: z.string(),
      /** Directly below the place asked for, a street at the smallest. */
      placeCode: z.string(),
      /** '' where no type was named. */
      typeCode: z.string(),
      /** Reported in the month. */
      reported: count,
      /** Ended in the month, however: closed, declined, voided, merged. */
      ended: count,
      closed: count,
      /** Of those closed, and whose handling was limited: in time, and late. */
      onTime: count,
      late: count,
    }),
  ),
})
