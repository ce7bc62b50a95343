import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'

const id = identifier
const scopes = z.array(z.string().min(1).max(60)).min(1).max(100)
const areaCodes = z
  .array(z.string().regex(/^[A-Za-z0-9]{1,32}$/))
  .min(1)
  .max(200)

export const KeyInput = z.object({
  requestId: id,
  name: z.string().trim().min(1).max(80).describe('给谁用、做什么 / which program, what for'),
  scopes: scopes.describe('权限，不超出本岗位 / permissions, none beyond those of the post'),
  areaCodes: areaCodes.optional().describe('区域编码；不填即本岗位辖区 / place codes; the area of the post unless given'),
  expiresAt: z.iso.datetime().describe('至多一年 / a year at most'),
})
export const KeyRequest = z.object({ requestId: id })
export const KeyParams = z.object({ id })

export const KeyAnswer = z.object({
  id,
  name: z.string(),
  hint: z.string().describe('密钥开头，便于辨认 / how the key begins'),
  scopes: z.array(z.string()),
  areaCodes: z.array(z.string()),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export const KeyList = z.object({ keys: z.array(KeyAnswer) })
export const MadeKey = KeyAnswer.extend({
  secret: z.string().optional().describe('完整密钥，只在首次应答中给出 / the whole key, told in the first answer only'),
})
