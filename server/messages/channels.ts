/** Ways out of the system. */
export const CHANNELS = ['email', 'sms', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]
/** Those that reach people. */
export const PERSONAL_CHANNELS = ['email', 'sms'] as const
export type PersonalChannel = (typeof PERSONAL_CHANNELS)[number]

export const MESSAGE_LOCALES = ['zh', 'en'] as const
export type MessageLocale = (typeof MESSAGE_LOCALES)[number]

/** Whom a message is for: who reported, who subscribed to an area, a unit, a post, or a program behind a webhook. */
export const AUDIENCES = ['reporter', 'subscriber', 'unit', 'post', 'program'] as const
export type Audience = (typeof AUDIENCES)[number]

/** What a message tells of that a city may put into words of its own. */
const TOLD = [
  'reported', 'filed', 'declined', 'voided', 'merged', 'dispatched', 'escalated', 'closed', 'closed-together', 'reopened', 'digest', 'confirm', 'event',
] as const // biome-ignore format: a list

/** What a message tells of. */
export const MESSAGE_STEPS = [...TOLD, 'test'] as const
export type MessageStep = (typeof MESSAGE_STEPS)[number]

/** What a template is for: what a message tells of, or the foot that stands once below every message. */
export const TEMPLATE_STEPS = [...TOLD, 'footer'] as const
export type TemplateStep = (typeof TEMPLATE_STEPS)[number]

export const MESSAGE_STATES = ['queued', 'sent', 'failed', 'dropped'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What came of one attempt: taken, refused for good, perhaps later, or nobody knows because the sender died with it. */
export const TRY_RESULTS = ['sent', 'refused', 'later', 'unknown'] as const
export type TryResult = (typeof TRY_RESULTS)[number]

/** Which channels the installation has a way out for; over the others nothing is queued. */
export type ChannelsOn = Readonly<Record<Channel, boolean>>

/** An installation nobody has configured: webhooks need nothing but an address, which a city names itself. */
export const NO_GATEWAYS: ChannelsOn = { email: false, sms: false, webhook: true }
