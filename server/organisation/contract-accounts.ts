import { z } from 'zod'
import { code, day, id, label, pageOf, pageQuery } from '#organisation/contract.ts'
import { Login, PersonAnswer, PostAnswer } from '#organisation/contract-people.ts'
import { APPOINTMENT_KINDS } from '#organisation/kinds.ts'

const requestId = id
const nullableText = z.string().nullable()
const period = { validFrom: day, validTo: day.nullable() }

/** `search` looks at titles and units, and with people.read at names and logins too. */
export const PersonQuery = z.object({
  search: z.string().trim().min(1).max(50).optional(),
  unitId: id.optional(),
  roleCode: code.optional(),
  active: z.enum(['true', 'false']).optional(),
  signIn: z.enum(['true', 'false']).optional().describe('能否登录 / whether they may sign in'),
  on: day.optional(),
  ...pageQuery,
  after: id.optional(),
})
const seat = z.object({
  id,
  title: z.string(),
  titleEn: nullableText,
  kind: z.enum(APPOINTMENT_KINDS),
  roleCode: z.string(),
  unitId: id,
  unitName: z.string(),
  unitNameEn: nullableText,
})
const account = {
  maySignIn: z.boolean().describe('有登录名与密码且未停用 / has login and password and is active'),
  mustChangePassword: z.boolean(),
}
export const PersonPage = pageOf(PersonAnswer.extend({ ...account, posts: z.array(seat).readonly() }))

const unit = z.object({ id, name: z.string(), nameEn: nullableText, areaCode: z.string() })
const appointment = z.object({
  id,
  kind: z.enum(APPOINTMENT_KINDS),
  inForce: z.boolean(),
  ...period,
  post: PostAnswer.extend({ roleName: z.string(), roleNameEn: z.string() }),
  unit,
})
const deputy = z.object({ appointmentId: id, postId: id, postTitle: z.string(), personId: id, name: z.string(), ...period })
const grid = z.object({
  id,
  gridCode: z.string(),
  gridName: nullableText,
  kindCode: z.string(),
  kindName: z.string(),
  kindNameEn: z.string(),
  ...period,
})
export const PersonView = PersonAnswer.extend({
  ...account,
  locale: z.enum(['zh', 'en']),
  createdAt: z.iso.datetime(),
  appointments: z.array(appointment).readonly().describe('现任在前 / those in force first'),
  deputies: z.array(deputy).readonly().describe('谁代理其正职岗位 / who deputises in the posts this person holds'),
  grids: z.array(grid).readonly(),
})

export const PersonChange = z.object({ requestId, name: label, locale: z.enum(['zh', 'en']) })
export const LoginInput = z.object({ requestId, login: Login.nullable().describe('null：收回登录名 / null takes it away') })
export const AccountRequest = z.object({ requestId })
export const ActiveInput = z.object({ requestId, active: z.boolean() })
export const AccountAnswer = PersonAnswer.extend(account)
export const OneTimePasswordAnswer = z.object({
  login: z.string(),
  mustChangePassword: z.literal(true),
  oneTimePassword: z.string().optional().describe('只在首次应答中给出 / told in the first answer only'),
})
