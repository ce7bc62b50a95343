import { z } from 'zod'
import { ACTION_NAMES } from '#cases/lifecycle.ts'
import {
  AUDIENCES,
  CHANNELS,
  MESSAGE_LOCALES,
  MESSAGE_STATES,
  MESSAGE_STEPS,
  PERSONAL_CHANNELS,
  TEMPLATE_STEPS,
  TRY_RESULTS,
} from '#messages/channels.ts'
import { MessagePolicy } from '#messages/policy.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { instant } from '#platform/contract-time.ts'

const id = identifier
const channel = z.enum(CHANNELS)
const locale = z.enum(MESSAGE_LOCALES)
const moment = z.iso.datetime()

export const MessageQuery = z.object({
  state: z.enum(MESSAGE_STATES).optional(),
  channel: channel.optional(),
  step: z.enum(MESSAGE_STEPS).optional(),
  from: instant.optional().describe('排队时间不早于 / queued at or after'),
  to: instant.optional().describe('排队时间早于 / queued before'),
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const listed = z.object({
  id,
  step: z.enum(MESSAGE_STEPS),
  audience: z.enum(AUDIENCES),
  channel,
  locale,
  maskedAddress: z.string().describe('遮盖后的地址；保留期后为空 / masked; empty after its retention'),
  state: z.enum(MESSAGE_STATES),
  reason: z.string().nullable().describe('未送达或未发送的原因，不含地址 / why it was not delivered or not sent, without any address'),
  attempts: z.number().int(),
  gatewayId: z.string().nullable().describe('网关给出的编号 / the id the gateway gave'),
  createdAt: moment,
  dueAt: moment,
  finishedAt: moment.nullable(),
})

const channelState = z.object({
  channel,
  on: z.boolean().describe('关闭的渠道不排队任何消息 / nothing is queued for a channel that is off'),
  needs: z.string().nullable().describe('开通所需的环境变量 / the environment variable that turns it on'),
})

export const MessagePage = z.object({
  items: z.array(listed),
  total: z.number().int(),
  next: z.string().nullable().describe('null 表示没有下一页 / null on the last page'),
  channels: z.array(channelState),
})

export const MessageParams = z.object({ id })
export const MessageDetail = listed.extend({
  urgent: z.boolean().describe('静默时段也发 / leaves in quiet hours too'),
  sending: z.boolean().describe('正在发送，结果未知 / with a sender, and not known what becomes of it'),
  tries: z
    .array(
      z.object({
        at: moment,
        result: z
          .enum(TRY_RESULTS)
          .describe('unknown：发送程序中断，不知是否已发出 / the sender died with it, nobody knows whether it left'),
        reason: z.string().nullable(),
      }),
    )
    .readonly()
    .describe('每一次发送，先后为序 / every attempt in its order'),
  together: z
    .array(z.object({ id, step: z.enum(MESSAGE_STEPS), createdAt: moment }))
    .describe('合并在同一条消息中的其他内容 / what else left in the same message'),
  webhookId: id.nullable().describe('所属回调 / the webhook it is for'),
})

const count = z.number().int()
/** A day's messages are counted up to here over each channel, so that a day of any size costs the same. */
export const MOST_COUNTED = 20_000
export const MessageSummary = z.object({
  since: moment,
  channels: z.array(
    z.object({
      channel,
      sent: count,
      failed: count,
      dropped: count,
      waiting: count.describe('现在排队的，不论何时 / queued now, since whenever'),
      retried: count.describe('其中已试过的 / of these, tried before'),
    }),
  ),
  capped: z.boolean().describe('超出计数上限，实际更多 / more than are counted'),
})

const key = { step: z.enum(TEMPLATE_STEPS), audience: z.enum(AUDIENCES), channel, locale }
const texts = {
  subject: z
    .string()
    .trim()
    .max(150)
    .regex(/^[^\r\n]*$/, '须为一行 / must be one line')
    .describe('仅电子邮件 / e-mail only'),
  body: z.string().trim().max(4000),
}

export const TemplateParams = z.object(key)
export const TemplateInput = z.object({ requestId: id, ...texts })
export const TemplateReset = z.object({ requestId: id })
export const TemplateAnswer = z.object({
  ...key,
  subject: z.string(),
  body: z.string(),
  own: z.boolean().describe('本市自己的文本 / a text of the city’s own'),
  placeholders: z.array(z.string()).readonly(),
  required: z.array(z.string()).readonly(),
  parts: z
    .number()
    .int()
    .nullable()
    .describe(
      '样例短信的条数（70 字一条，多条每条 67 字） / how many text messages a sample takes: 70 letters in one, 67 in each of several',
    ),
})
export const TemplateList = z.object({ templates: z.array(TemplateAnswer) })
export const PreviewInput = z.object({ ...key, ...texts })
export const PreviewAnswer = z.object({
  subject: z.string(),
  text: z.string(),
  length: z.number().int(),
  parts: z.number().int().nullable(),
})

export const WEBHOOK_TOPICS = ACTION_NAMES.map((action) => `case.${action}` as const)
const topics = z
  .array(z.enum(WEBHOOK_TOPICS as [(typeof WEBHOOK_TOPICS)[number], ...typeof WEBHOOK_TOPICS]))
  .min(1)
  .max(WEBHOOK_TOPICS.length)
const webhook = {
  name: z.string().trim().min(1).max(80).describe('给谁、做什么 / for whom, what for'),
  url: z.string().trim().min(1).max(1000).describe('https，或运维允许的主机的 http / https, or http to a host the operator allows'),
  topics,
  active: z.boolean().default(true),
}
export const WebhookParams = z.object({ id })
export const WebhookInput = z.object({ requestId: id, ...webhook })
export const WebhookRequest = z.object({ requestId: id })
export const WebhookAnswer = z.object({
  id,
  name: z.string(),
  url: z.string(),
  topics: z.array(z.string()),
  active: z.boolean(),
  createdAt: moment,
})
export const WebhookSeen = WebhookAnswer.extend({
  last: z
    .object({
      messageId: id,
      step: z.enum(MESSAGE_STEPS),
      state: z.enum(MESSAGE_STATES),
      reason: z.string().nullable(),
      attempts: z.number().int(),
      dueAt: moment,
      finishedAt: moment.nullable(),
    })
    .nullable()
    .describe('最近一条发过的消息的结果；没有发过为 null / what became of the newest message that was tried; null when none was'),
})
export const WebhookList = z.object({ webhooks: z.array(WebhookSeen) })
export const MadeWebhook = WebhookAnswer.extend({
  secret: z.string().optional().describe('签名密钥，只在首次应答中给出 / what bodies are signed with, told in the first answer only'),
})
export const RemovedWebhook = z.object({ id })
export const TestedWebhook = z.object({
  id,
  messageId: id.describe('测试消息，在消息列表中可见 / the test, to be found in the list of messages'),
})

export const ContactParams = z.object({ kind: z.enum(['unit', 'post']), id, channel: z.enum(PERSONAL_CHANNELS) })
export const ContactInput = z.object({
  requestId: id,
  address: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .describe('单位或岗位的邮箱或电话，不用个人的 / a mailbox or phone of the office, not of a person'),
  locale,
})
export const ContactRequest = z.object({ requestId: id })
export const ContactAnswer = z.object({
  kind: z.enum(['unit', 'post']),
  id,
  channel: z.enum(PERSONAL_CHANNELS),
  maskedAddress: z.string(),
  locale,
})
export const ContactSeen = ContactAnswer.extend({
  unitName: z.string(),
  unitNameEn: z.string().nullable(),
  title: z.string().nullable().describe('岗位名称；单位的为 null / of the post; null for a unit’s'),
  titleEn: z.string().nullable(),
  inForce: z.boolean().describe('单位或岗位现存 / the unit or post still exists'),
  changedAt: moment.nullable().describe('最近一次设定；早先的未知 / when it was last set; unknown for earlier ones'),
  changedBy: z.string().nullable().describe('设定人姓名 / the name of whoever set it'),
})
export const ContactList = z.object({ contacts: z.array(ContactSeen) })

export const SettingsInput = MessagePolicy.extend({ requestId: id })
export const SettingsAnswer = z.object({ settings: MessagePolicy })
