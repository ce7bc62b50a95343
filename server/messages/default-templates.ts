import type { Audience, Channel, MessageLocale, TemplateStep } from '#messages/channels.ts'

export interface TemplateText {
  /** Empty but for e-mail. */
  readonly subject: string
  readonly body: string
}
type Texts = Readonly<Record<MessageLocale, TemplateText>>

const mail = (zh: readonly [string, string], en: readonly [string, string]): Texts => ({
  zh: { subject: zh[0], body: zh[1] },
  en: { subject: en[0], body: en[1] },
})
const short = (zh: string, en: string): Texts => ({ zh: { subject: '', body: zh }, en: { subject: '', body: en } })

/** The texts as shipped, in plain words; a city may have its own instead. */
const DEFAULTS: Readonly<Record<string, Texts>> = {
  'reported reporter email': mail(
    ['您反映的问题已收到（{number}）', '您好：\n\n您在{place}反映的问题已收到，编号 {number}。我们会尽快看一看该由谁来办。\n\n随时查看进展：{link}'],
    ['We have your report ({number})', 'Hello,\n\nwe have received your report at {place}. Its number is {number}. We will now see who has to deal with it.\n\nSee how it stands at any time: {link}'],
  ),
  'reported reporter sms': short('您反映的问题已收到，编号 {number}。查看进展：{link}', 'We have your report, number {number}. How it stands: {link}'),
  'filed reporter email': mail(
    ['您反映的问题已立案（{number}）', '您好：\n\n您在{place}反映的问题（{type}）已立案，将派给责任单位限时处理。编号 {number}。\n\n随时查看进展：{link}'],
    ['Your report is taken on ({number})', 'Hello,\n\nyour report at {place} ({type}) has been taken on and goes to whoever is responsible, with a time limit. Its number is {number}.\n\nSee how it stands at any time: {link}'],
  ),
  'filed reporter sms': short('您反映的问题（{type}）已立案，编号 {number}。查看进展：{link}', 'Your report ({type}), number {number}, has been taken on. How it stands: {link}'),
  'declined reporter email': mail(
    ['您反映的问题未予立案（{number}）', '您好：\n\n您在{place}反映的问题（编号 {number}）这次没有立案，原因：{reason}。\n\n如果情况仍在，欢迎补充说明后再次反映。详情：{link}'],
    ['Your report was not taken on ({number})', 'Hello,\n\nyour report at {place} (number {number}) was not taken on this time: {reason}.\n\nIf the problem is still there, please report it again and tell us more. Details: {link}'],
  ),
  'declined reporter sms': short('您反映的问题（{number}）未予立案：{reason}。详情：{link}', 'Your report {number} was not taken on: {reason}. Details: {link}'),
  'voided reporter email': mail(
    ['您反映的问题不再办理（{number}）', '您好：\n\n您在{place}反映的问题（编号 {number}）经核对不需要办理，已作废。常见的原因是登记有误、同一件事登记了两次，或者这不是城市管理能办的事。\n\n如果情况仍在，欢迎再次反映。详情：{link}'],
    ['Your report goes no further ({number})', 'Hello,\n\nyour report at {place} (number {number}) was cancelled: looking at it again, there was nothing for us to deal with. Most often it was recorded by mistake or twice, or is not a matter of the city.\n\nIf the problem is still there, please report it again. Details: {link}'],
  ),
  'voided reporter sms': short('您反映的问题（{number}）经核对不需要办理，已作废。如情况仍在，欢迎再次反映。详情：{link}', 'Your report {number} was cancelled: nothing for us to deal with. Still there? Report it again. Details: {link}'),
  'merged reporter email': mail(
    ['您反映的问题已合并办理（{number}）', '您好：\n\n您在{place}反映的问题（编号 {number}），与我们收到的另一件是同一个问题，现合并在一起办理。您的编号照样可以查询。\n\n办结时我们会告诉您。随时查看进展：{link}'],
    ['Your report is handled together with another ({number})', 'Hello,\n\nyour report at {place} (number {number}) is about the same problem as another one we have. The two are now handled together; your number stays good for looking it up.\n\nWe will tell you when it is closed. See how it stands at any time: {link}'],
  ),
  'merged reporter sms': short('您反映的问题（{number}）与另一件相同，已合并办理，办结时会告诉您。进展：{link}', 'Your report {number} is handled together with another; we tell you when it is closed. How it stands: {link}'),
  'closed-together reporter email': mail(
    ['您反映的问题已办结（{number}）', '您好：\n\n您在{place}反映的问题（编号 {number}），与另一件相同的问题合并办理，现在已经办结。\n\n如果问题仍在，欢迎再次反映。详情：{link}'],
    ['Your report is closed ({number})', 'Hello,\n\nyour report at {place} (number {number}) was handled together with another one about the same problem, and that one is now closed.\n\nIf the problem is still there, please report it again. Details: {link}'],
  ),
  'closed-together reporter sms': short('您反映的问题（{number}）与另一件合并办理，现已办结。如问题仍在，欢迎再次反映。详情：{link}', 'Your report {number}, handled with another, is closed. Still there? Report it again. Details: {link}'),
  'closed reporter email': mail(
    ['您反映的问题已办结（{number}）', '您好：\n\n您在{place}反映的问题（{type}，编号 {number}）已办结，并由他人到现场核查过。\n\n解决了吗？请告诉我们：{link}'],
    ['Your report is closed ({number})', 'Hello,\n\nyour report at {place} ({type}, number {number}) is closed; somebody else has checked the result.\n\nIs it solved? Please tell us: {link}'],
  ),
  'closed reporter sms': short('您反映的问题（{number}）已办结。解决了吗？请评价：{link}', 'Your report {number} is closed. Is it solved? Tell us: {link}'),
  'reopened reporter email': mail(
    ['您反映的问题已重新办理（{number}）', '您好：\n\n您在{place}反映的问题（编号 {number}）已重新立案办理。\n\n随时查看进展：{link}'],
    ['Your report is open again ({number})', 'Hello,\n\nyour report at {place} (number {number}) has been opened again and will be dealt with once more.\n\nSee how it stands at any time: {link}'],
  ),
  'reopened reporter sms': short('您反映的问题（{number}）已重新办理。查看进展：{link}', 'Your report {number} is open again. How it stands: {link}'),
  'footer reporter email': mail(['', '{city}城市网格\n不想再收到此事的消息：{unsubscribe}'], ['', '{city} grid governance\nNo more messages about this: {unsubscribe}']),
  'footer reporter sms': short('退订：{unsubscribe}', 'Stop: {unsubscribe}'),
  'dispatched unit email': mail(
    ['新派遣案卷 {number}：{type}', '案卷 {number}（{type}）已派到贵单位，地点：{place}，办理时限：{due}。\n\n请签收：{link}'],
    ['New case {number}: {type}', 'Case {number} ({type}) has been dispatched to you. Place: {place}. Due: {due}.\n\nPlease receive it: {link}'],
  ),
  'dispatched unit sms': short('新派遣案卷 {number}（{type}），{place}，时限 {due}，请签收。', 'New case {number} ({type}), {place}, due {due}. Please receive it.'),
  'footer unit email': mail(['', '{city}城市网格'], ['', '{city} grid governance']),
  'footer unit sms': short('', ''),
  'escalated post email': mail(
    ['案卷超期升级 {number}：{type}', '案卷 {number}（{type}）已超期，升级到您的岗位。地点：{place}，原定时限：{due}。\n\n请查看：{link}'],
    ['Overdue case {number}: {type}', 'Case {number} ({type}) is overdue and has escalated to your post. Place: {place}. It was due {due}.\n\nPlease look: {link}'],
  ),
  'escalated post sms': short('案卷 {number}（{type}）超期，已升级到您的岗位，{place}，原定时限 {due}。', 'Case {number} ({type}) is overdue and has escalated to your post; {place}, was due {due}.'),
  'footer post email': mail(['', '{city}城市网格'], ['', '{city} grid governance']),
  'footer post sms': short('', ''),
  'digest subscriber email': mail(
    ['{area}：新增 {reported} 件，办结 {closed} 件', '{day}，{area}新反映问题 {reported} 件，办结 {closed} 件。\n\n{list}\n\n地图上查看：{link}'],
    ['{area}: {reported} new, {closed} closed', '{day}, {area}: {reported} problems were reported and {closed} closed.\n\n{list}\n\nOn the map: {link}'],
  ),
  'digest subscriber sms': short('{area}今日新增 {reported} 件，办结 {closed} 件。{link}', '{area} today: {reported} new, {closed} closed. {link}'),
  'confirm subscriber email': mail(
    ['请确认订阅：{area}', '您好：\n\n有人用这个邮箱订阅了{area}的城市问题动态。如果是您，请在两天内确认：\n{link}\n\n如果不是您，不必理会：没有确认就不会有任何动态发来。'],
    ['Please confirm: news of {area}', 'Hello,\n\nsomebody subscribed this address to news of city problems in {area}. If it was you, please confirm within two days:\n{link}\n\nIf it was not, do nothing: without your word no news is sent.'],
  ),
  'confirm subscriber sms': short('确认订阅{area}动态：{link}（两天内有效，非本人请忽略）', 'Confirm news of {area}: {link} (two days; ignore it if it was not you)'),
  'footer subscriber email': mail(['', '{city}城市网格\n一键退订：{unsubscribe}'], ['', '{city} grid governance\nUnsubscribe with one click: {unsubscribe}']),
  'footer subscriber sms': short('退订：{unsubscribe}', 'Stop: {unsubscribe}'),
  'event program webhook': short('案卷 {number}（{type}，{place}）：{action}，现为{stage}。', 'Case {number} ({type}, {place}): {action}; now {stage}.'),
} // biome-ignore format: a table

const NONE: TemplateText = { subject: '', body: '' }

/** The shipped text of a template. */
export const defaultTemplate = (step: TemplateStep, audience: Audience, channel: Channel, locale: MessageLocale): TemplateText =>
  DEFAULTS[`${step} ${audience} ${channel}`]?.[locale] ?? NONE
