import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { DATUMS } from '#platform/datum-names.ts'
import { formText, trap } from '#portal/contract.ts'

/** Where somebody wishes to hear of: a district, street or community by its code, or a circle. */
const area = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), placeCode: z.string().min(1).max(30) }),
  z.object({
    kind: z.literal('circle'),
    lon: z.number().min(-180).max(180),
    lat: z.number().min(-90).max(90),
    datum: z.enum(DATUMS).default('wgs84'),
    radiusMetres: z.number().min(100).max(5000),
  }),
])

export const SubscriptionBody = z.object({
  requestId: identifier,
  form: formText,
  website: trap,
  channel: z.enum(['email', 'sms']).default('email'),
  address: z.string().trim().min(1).max(254),
  area,
})
/** Always the same: nobody learns whether an address was known. */
export const SubscriptionTaken = z.object({ accepted: z.literal(true) })

export const TokenBody = z.object({ token: z.string().trim().min(1).max(120) })
export const ConfirmedAnswer = z.object({ confirmed: z.literal(true), areaKind: z.enum(['place', 'circle']) })
export const EndedAnswer = z.object({ ended: z.boolean() })
