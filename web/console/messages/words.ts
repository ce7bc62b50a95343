import type { Audience, Channel, MessageLocale, MessageState, MessageStep, TemplateStep } from '#messages/channels.ts'
import { defineWords } from '#web/shared/language/language.ts'

type StepNames = Readonly<Record<MessageStep | TemplateStep, string>>
type AudienceNames = Readonly<Record<Audience, string>>
type ChannelNames = Readonly<Record<Channel, string>>
type StateNames = Readonly<Record<MessageState, string>>
type LocaleNames = Readonly<Record<MessageLocale, string>>

const zh = {
  title: '消息',
  view: '看什么',
  views: { sent: '发送记录', recipients: '收件方', templates: '文本模板', settings: '渠道与时段' },
  refresh: '刷新',
  steps: {
    reported: '已收到', filed: '已立案', declined: '未予立案', voided: '已作废', merged: '已并案', dispatched: '派到单位', escalated: '超期升级', closed: '已办结',
    'closed-together': '并案后办结', reopened: '重新办理', digest: '每日汇总', confirm: '确认订阅', event: '案卷事件', test: '测试', footer: '页脚',
  } satisfies StepNames,
  audiences: { reporter: '反映人', subscriber: '区域订阅人', unit: '责任单位', post: '岗位', program: '外部程序' } satisfies AudienceNames,
  channels: { email: '电子邮件', sms: '短信', webhook: '网络回调' } satisfies ChannelNames,
  states: { queued: '排队', sent: '已送出', failed: '失败', dropped: '不再发送' } satisfies StateNames,
  locales: { zh: '中文', en: '英文' } satisfies LocaleNames,
} // biome-ignore format: rows of names

const en = {
  title: 'Messages',
  view: 'What to look at',
  views: { sent: 'Sent and waiting', recipients: 'Recipients', templates: 'Texts', settings: 'Channels and hours' },
  refresh: 'Refresh',
  steps: {
    reported: 'Received', filed: 'Taken on', declined: 'Not taken on', voided: 'Cancelled', merged: 'Merged', dispatched: 'Dispatched', escalated: 'Escalated', closed: 'Closed',
    'closed-together': 'Closed with another', reopened: 'Opened again', digest: 'Daily digest', confirm: 'Confirm subscription', event: 'Event of a case', test: 'Test', footer: 'Foot',
  } satisfies StepNames,
  audiences: { reporter: 'Reporter', subscriber: 'Subscriber', unit: 'Unit', post: 'Post', program: 'Program' } satisfies AudienceNames,
  channels: { email: 'E-mail', sms: 'Text message', webhook: 'Webhook' } satisfies ChannelNames,
  states: { queued: 'Waiting', sent: 'Sent', failed: 'Failed', dropped: 'Dropped' } satisfies StateNames,
  locales: { zh: 'Chinese', en: 'English' } satisfies LocaleNames,
} // biome-ignore format: rows of names

export const messagesWords = defineWords<Widened<typeof zh>>(zh, en)
/** The shape of the words without their letters. */
type Widened<Value> = Value extends string ? string : { readonly [Key in keyof Value]: Widened<Value[Key]> }
