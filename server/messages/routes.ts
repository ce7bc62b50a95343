import type { SecretBox } from '#identity/secret-box.ts'
import { MESSAGE_STATES_AUDITED } from '#messages/audit-states.ts'
import {
  ContactAnswer,
  ContactInput,
  ContactList,
  ContactParams,
  ContactRequest,
  MessageDetail,
  MessagePage,
  MessageParams,
  MessageQuery,
  MessageSummary,
  PreviewAnswer,
  PreviewInput,
  RemovedWebhook,
  SettingsAnswer,
  SettingsInput,
  TemplateAnswer,
  TemplateInput,
  TemplateList,
  TemplateParams,
  TemplateReset,
} from '#messages/contract.ts'
import { removeContact, setOfficeContact, viewContacts } from '#messages/manage-contacts.ts'
import { previewTemplate, resetTemplate, setOwnTemplate, viewTemplates } from '#messages/manage-templates.ts'
import { setMessageSettings, viewMessageSettings } from '#messages/message-settings.ts'
import { channelsOf } from '#messages/outlets.ts'
import { webhookRoutes } from '#messages/routes-webhooks.ts'
import { summariseMessages, viewMessage, viewMessages } from '#messages/view-messages.ts'
import { withAuditStates } from '#platform/audit-states.ts'
import type { MessageConfig } from '#platform/message-config.ts'
import { type AnyRoute, route } from '#platform/route.ts'

/** What the routes need of the installation. */
export interface MessageParts {
  readonly messages: MessageConfig
  readonly secrets: Pick<SecretBox, 'seal'>
}

const tag = 'messages'

const listRoutes = ({ messages }: MessageParts): readonly AnyRoute[] => [
  route({
    method: 'GET',
    path: '/api/messages',
    permission: 'message.read',
    shows: { action: 'message.list', to: 'message.read' },
    summary: {
      zh: '发出与待发的消息（地址遮盖），各渠道是否开通',
      en: 'Messages sent and waiting, addresses masked, and which channels are on',
    },
    tag,
    query: MessageQuery,
    answer: MessagePage,
    handle: ({ tx, actor, query }) => viewMessages(tx, actor, channelsOf(messages), query),
  }),
  route({
    method: 'GET',
    path: '/api/messages/summary',
    permission: 'message.read',
    summary: {
      zh: '近 24 小时各渠道的送达、失败、放弃与现在排队的条数',
      en: 'What left, failed and was dropped in 24 hours, and what waits, by channel',
    },
    tag,
    answer: MessageSummary,
    handle: ({ tx, actor }) => summariseMessages(tx, actor),
  }),
  route({
    method: 'GET',
    path: '/api/messages/:id',
    permission: 'message.read',
    shows: { action: 'message.view', to: 'message.read' },
    summary: { zh: '一条消息的全部发送经过（地址遮盖）', en: 'One message with every attempt to send it, its address masked' },
    tag,
    params: MessageParams,
    answer: MessageDetail,
    handle: ({ tx, actor, params: { id } }) => viewMessage(tx, actor, id),
  }),
  route({
    method: 'GET',
    path: '/api/message-settings',
    permission: 'message.read',
    summary: { zh: '静默时段、每日汇总时间、保留天数', en: 'Quiet hours, the hour of digests, days things are kept' },
    tag,
    answer: SettingsAnswer,
    handle: ({ tx, actor }) => viewMessageSettings(tx, actor),
  }),
  route({
    method: 'PUT',
    path: '/api/message-settings',
    permission: 'message.edit',
    audit: 'message-settings.set',
    summary: {
      zh: '设定静默时段、每日汇总时间、保留天数（整体替换）',
      en: 'Set quiet hours, the hour of digests and days things are kept, as a whole',
    },
    tag,
    body: SettingsInput,
    answer: SettingsAnswer,
    handle: ({ tx, actor, body: { requestId: _, ...settings } }) => setMessageSettings(tx, actor, settings),
  }),
]

const templateRoutes = ({ messages }: MessageParts): readonly AnyRoute[] => [
  route({
    method: 'GET',
    path: '/api/message-templates',
    permission: 'message.read',
    summary: { zh: '消息文本：本市的与自带的', en: 'The texts of messages, the city’s own and the shipped ones' },
    tag,
    answer: TemplateList,
    handle: async ({ tx, actor }) => ({ templates: await viewTemplates(tx, actor, messages) }),
  }),
  route({
    method: 'PUT',
    path: '/api/message-templates/:step/:audience/:channel/:locale',
    permission: 'message.edit',
    audit: 'message-template.set',
    summary: { zh: '改用本市自己的文本', en: 'Use a text of the city’s own' },
    tag,
    params: TemplateParams,
    body: TemplateInput,
    answer: TemplateAnswer,
    handle: ({ tx, actor, params, body: { subject, body } }) => setOwnTemplate(tx, actor, params, { subject, body }, messages),
  }),
  route({
    method: 'POST',
    path: '/api/message-templates/:step/:audience/:channel/:locale/reset',
    permission: 'message.edit',
    audit: 'message-template.reset',
    summary: { zh: '恢复自带的文本', en: 'Go back to the shipped text' },
    tag,
    params: TemplateParams,
    body: TemplateReset,
    answer: TemplateAnswer,
    handle: ({ tx, actor, params }) => resetTemplate(tx, actor, params, messages),
  }),
  route({
    method: 'POST',
    path: '/api/message-templates/preview',
    permission: 'message.read',
    summary: {
      zh: '预览文本：样例与短信条数（不保存）',
      en: 'See what a text would look like and how many text messages it takes; nothing is saved',
    },
    tag,
    body: PreviewInput,
    answer: PreviewAnswer,
    handle: ({ tx, actor, body: { subject, body, ...key } }) => previewTemplate(tx, actor, key, { subject, body }, messages),
  }),
]

const contactRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/message-contacts',
    permission: 'message.read',
    summary: { zh: '单位与岗位的邮箱和电话（遮盖）', en: 'Mailboxes and phones of units and posts, masked' },
    tag,
    answer: ContactList,
    handle: async ({ tx, actor }) => ({ contacts: await viewContacts(tx, actor) }),
  }),
  route({
    method: 'PUT',
    path: '/api/message-contacts/:kind/:id/:channel',
    permission: 'message.edit',
    audit: 'message-contact.set',
    summary: { zh: '设定单位或岗位的邮箱或电话', en: 'Set the mailbox or phone of a unit or post' },
    tag,
    params: ContactParams,
    body: ContactInput,
    answer: ContactAnswer,
    handle: ({ tx, actor, params, body: { address, locale } }) => setOfficeContact(tx, actor, params, { address, locale }),
  }),
  route({
    method: 'POST',
    path: '/api/message-contacts/:kind/:id/:channel/remove',
    permission: 'message.edit',
    audit: 'message-contact.remove',
    summary: { zh: '删除单位或岗位的邮箱或电话', en: 'Remove the mailbox or phone of a unit or post' },
    tag,
    params: ContactParams,
    body: ContactRequest,
    answer: RemovedWebhook,
    handle: ({ tx, actor, params }) => removeContact(tx, actor, params),
  }),
]

/** What administrators see and set of messages. Confirming and ending subscriptions is for the resident's page. */
export const messageRoutes = (parts: MessageParts): readonly AnyRoute[] =>
  withAuditStates([...listRoutes(parts), ...templateRoutes(parts), ...contactRoutes, ...webhookRoutes(parts)], MESSAGE_STATES_AUDITED)
