import { z } from 'zod'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'

/** A post a person holds or deputises in, with the unit it belongs to. */
export const postSummary = z.object({
  id: identifier,
  title: z.string(),
  titleEn: z.string().nullable(),
  kind: z.enum(['holder', 'deputy']),
  level: z.enum(LEVELS),
  unitId: identifier,
  unitName: z.string(),
  unitNameEn: z.string().nullable(),
})

/** A place-code prefix of the actor's areas with its name; a code no division or grid has today is its own name. */
export const areaName = z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() })

/** Who is signed in. Holds everything of an actor the pure rules ask for, so that a page decides as the server does. */
export const whoAmI = z.object({
  city: z.string(),
  person: z.object({ id: identifier, name: z.string(), locale: z.enum(['zh', 'en']) }),
  post: postSummary,
  posts: z.array(postSummary),
  unitId: identifier.nullable().describe('unit of the active post'),
  memberOf: z.array(identifier).describe('units of all current posts'),
  level: z.enum(LEVELS),
  ofCentre: z.boolean().describe('the active post belongs to a centre'),
  rank: z.number().int(),
  areas: z.array(z.string()).describe('place-code prefixes'),
  areaNames: z.array(areaName),
  permissions: z.array(z.string()),
  mustChangePassword: z.boolean().describe('choose a password first: until then no permission is held'),
  owes: z
    .enum(['code', 'enrolment'])
    .nullable()
    .describe('a code of the second factor, or setting one up: until then nothing else is open'),
  kind: z.enum(['desk', 'wall']).describe('a wall reads and never writes'),
  expiresAt: z.iso.datetime(),
})

export const openedSession = whoAmI.extend({ token: z.string().describe('Authorization: Bearer <token>') })

export const credentials = z.object({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  city: z.string().min(1).max(32).optional(),
})

export const passwordChange = z.object({ old: z.string().min(1).max(1000), new: z.string().min(1).max(1000) })

const code = z.string().trim().min(6).max(20)
export const codeGiven = z.object({ code: code.describe('六位动态码或恢复码 / six digits, or a recovery code') })

export const factorView = z.object({
  since: z.iso.datetime().nullable().describe('null：未绑定 / no authenticator is set up'),
  recoveryCodesLeft: z.number().int(),
})
export const enrolmentAnswer = z.object({
  secret: z.string().describe('Base32, for typing by hand'),
  uri: z.string().describe('otpauth://, to be shown as a QR code'),
})
const recoveryCodes = z.array(z.string()).describe('只显示这一次 / told this once')
export const recoveryCodesAnswer = z.object({ recoveryCodes })
export const confirmedFactor = openedSession.extend({ recoveryCodes })

/** One of my sessions, as I see it. */
const mySession = z.object({
  id: identifier,
  current: z.boolean(),
  kind: z.enum(['desk', 'wall']),
  openedBy: z.enum(['password', 'directory', 'demo']),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  address: z.string(),
  userAgent: z.string(),
})
export const mySessions = z.object({ sessions: z.array(mySession) })
export const endedSessions = z.object({ ended: z.number().int() })

export type WhoAmI = z.output<typeof whoAmI>
