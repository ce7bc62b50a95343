import { z } from 'zod'
import { factorView } from '#identity/contract.ts'
import { KeyAnswer, KeyRequest } from '#identity/contract-keys.ts'
import { signInSettings } from '#identity/sign-in-policy.ts'
import { id, pageOf, pageQuery } from '#organisation/contract.ts'

export const KeyQuery = z.object({ ...pageQuery, after: id.optional() })
const owner = z.object({ id, name: z.string().describe('无“people.read”权限者脱敏 / masked without people.read') })
const post = z.object({ id, title: z.string(), titleEn: z.string().nullable(), unitName: z.string(), unitNameEn: z.string().nullable() })
export const KeyPage = pageOf(KeyAnswer.extend({ owner, post }))
export const RevokedKey = KeyAnswer
export const RevokeRequest = KeyRequest

export const FactorAnswer = factorView
export const FactorReset = z.object({ requestId: id })
export const ResetAnswer = z.object({ id, hadAuthenticator: z.boolean(), endedSessions: z.number().int() })

export const SignInInput = signInSettings.extend({ requestId: id })
const ruledRole = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  asksUnlessSet: z.boolean().describe('未另行设定时是否要求动态码 / whether it asks for codes unless set otherwise'),
  asks: z.boolean().describe('现在是否要求动态码 / whether it asks for codes now'),
})
export const SignInView = z.object({ settings: signInSettings, roles: z.array(ruledRole) })
