import { z } from 'zod'
import { id } from '#organisation/contract.ts'
import { instant } from '#platform/contract-time.ts'

const moment = instant
/** Which entries: all of one person, action or subject, between two moments (`to` is not part of it). */
export const AuditFilter = z.object({
  personId: id.optional(),
  action: z.string().max(60).optional(),
  subject: z.string().max(200).optional().describe('编码或标识，须完全一致 / a code or id, exactly'),
  from: moment.optional(),
  to: moment.optional(),
})
export const AuditQuery = AuditFilter.extend({
  after: id.optional().describe('上一页最后一条 / the last entry of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const entry = z.object({
  id,
  at: z.iso.datetime(),
  action: z.string(),
  subject: z.string(),
  requestId: id,
  personId: id.nullable(),
  personName: z.string().nullable(),
  postId: id.nullable(),
  postTitle: z.string().nullable(),
  postTitleEn: z.string().nullable(),
  params: z.unknown().describe('路径参数 / parameters of the path'),
  body: z.unknown().describe('请求内容，不含密码 / what was asked for, without secrets'),
  answer: z.unknown().describe('当时的应答 / what was answered'),
  changes: z
    .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
    .nullable()
    .describe('改动的字段，前后两值；null：未作比较 / the fields that changed, before and after; null where nothing was compared'),
  addressKind: z.enum(['loopback', 'private', 'public']).nullable().describe('请求来自：本机、内网、外网 / where the request came from'),
})
export const AuditPage = z.object({ items: z.array(entry).readonly(), next: id.nullable() })
export const AuditActions = z.object({ items: z.array(z.string()).readonly() })
