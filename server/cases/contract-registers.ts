import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'
import { day } from '#platform/contract-time.ts'
import { DATUMS } from '#platform/datum-names.ts'

export const COMPONENT_STATES = ['intact', 'damaged', 'lost', 'abandoned', 'removed'] as const
export const SHOPFRONT_STATES = ['open', 'closed'] as const

const id = identifier
const requestId = id
/** Component codes are 16 digits by GB/T 30428.2; other registers have their own, so letters, digits and hyphens are taken. */
export const RegisterCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{1,40}$/, '须为 1 至 40 个字母、数字或连字符 / 1 to 40 letters, digits or hyphens')
export const RegisterParams = z.object({ code: RegisterCode })

const point = { lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), datum: z.enum(DATUMS).default('wgs84') }
const unit = id.nullable().default(null)

/** A component (部件) as the register holds it; its grid is found from its place. */
export const ComponentFields = z.object({
  typeCode: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(100),
  ...point,
  supervisingUnitId: unit,
  ownerUnitId: unit,
  maintenanceUnitId: unit,
  state: z.enum(COMPONENT_STATES).default('intact'),
  initialDate: day.nullable().default(null),
  changeDate: day.nullable().default(null),
  dataSource: z.string().trim().max(200).default(''),
  note: z.string().trim().max(1000).default(''),
})
export type ComponentFields = z.output<typeof ComponentFields>

/** A shop with its 门前三包 duties: what it answers for in front of its door. */
export const ShopfrontFields = z.object({
  name: z.string().trim().min(1).max(100),
  address: z.string().trim().min(1).max(300),
  ...point,
  duties: z.array(z.string().trim().min(1).max(50)).min(1).max(20),
  signedOn: day.nullable().default(null),
  state: z.enum(SHOPFRONT_STATES).default('open'),
})
export type ShopfrontFields = z.output<typeof ShopfrontFields>

export const ComponentInput = ComponentFields.extend({ requestId })
export const ShopfrontInput = ShopfrontFields.extend({ requestId })

const stored = { code: z.string(), gridCode: z.string().nullable(), lon: z.number(), lat: z.number() }
export const ComponentAnswer = ComponentFields.omit({ datum: true }).extend({ ...stored, openCases: z.int() })
export const ShopfrontAnswer = ShopfrontFields.omit({ datum: true }).extend({ ...stored, openCases: z.int() })

const near = {
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  datum: point.datum,
  metres: z.coerce.number().positive().max(1000).default(100),
}
export const NearComponentsQuery = z.object({ ...near, typeCode: z.string().max(20).optional() })
export const NearShopfrontsQuery = z.object(near)
const metres = z.number()
export const ComponentsAnswer = z.object({ components: z.array(ComponentAnswer.omit({ openCases: true }).extend({ metres })) })
export const ShopfrontsAnswer = z.object({ shopfronts: z.array(ShopfrontAnswer.omit({ openCases: true }).extend({ metres })) })
