import { z } from 'zod'
import { LEVELS } from '#platform/actor.ts'

/** A post a person holds or deputises in, with the unit it belongs to. */
export const postSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  titleEn: z.string().nullable(),
  kind: z.enum(['holder', 'deputy']),
  level: z.enum(LEVELS),
  unitId: z.uuid(),
  unitName: z.string(),
  unitNameEn: z.string().nullable(),
})

/** A place-code prefix of the actor's areas with its name; a code no division or grid has today is its own name. */
export const areaName = z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() })

/** Who is signed in. Holds everything of an actor the pure rules ask for, so that a page decides as the server does. */
export const whoAmI = z.object({
  city: z.string(),
  person: z.object({ id: z.uuid(), name: z.string(), locale: z.enum(['zh', 'en']) }),
  post: postSummary,
  posts: z.array(postSummary),
  unitId: z.uuid().nullable().describe('unit of the active post'),
  memberOf: z.array(z.uuid()).describe('units of all current posts'),
  level: z.enum(LEVELS),
  ofCentre: z.boolean().describe('the active post belongs to a centre'),
  rank: z.number().int(),
  areas: z.array(z.string()).describe('place-code prefixes'),
  areaNames: z.array(areaName),
  permissions: z.array(z.string()),
  mustChangePassword: z.boolean().describe('choose a password first: until then no permission is held'),
  expiresAt: z.iso.datetime(),
})

export const openedSession = whoAmI.extend({ token: z.string().describe('Authorization: Bearer <token>') })

export const credentials = z.object({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  city: z.string().min(1).max(32).optional(),
})

export const passwordChange = z.object({ old: z.string().min(1).max(1000), new: z.string().min(1).max(1000) })

export type WhoAmI = z.output<typeof whoAmI>
