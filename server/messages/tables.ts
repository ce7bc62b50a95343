import type { ColumnType, Generated } from 'kysely'
import type {
  Audience,
  Channel,
  MessageLocale,
  MessageState,
  MessageStep,
  PersonalChannel,
  TemplateStep,
  TryResult,
} from '#messages/channels.ts'
import type { MessageFacts } from '#messages/facts.ts'

/** Written as JSON text; read back as a value. */
type Json<Value> = ColumnType<Value, string, string>

declare module '#platform/db.ts' {
  interface Tables {
    messageTemplate: MessageTemplateTable
    messageContact: MessageContactTable
    messageWish: MessageWishTable
    areaSubscription: AreaSubscriptionTable
    webhook: WebhookTable
    message: MessageTable
  }
}

export interface MessageTemplateTable {
  cityId: string
  step: TemplateStep
  audience: Audience
  channel: Channel
  locale: MessageLocale
  subject: string
  body: string
}

export interface MessageContactTable {
  cityId: string
  kind: 'unit' | 'post'
  id: string
  channel: PersonalChannel
  address: string
  locale: MessageLocale
  /** When and by whom it was last set; unknown for what was set before this was kept. */
  changedAt: Date | null
  changedBy: string | null
}

export interface MessageWishTable {
  cityId: string
  id: string
  caseId: string
  channel: PersonalChannel
  address: string
  locale: MessageLocale
  token: string
  createdAt: Date
  deleteAfter: Date
}

export interface AreaSubscriptionTable {
  cityId: string
  id: string
  channel: PersonalChannel
  address: string
  locale: MessageLocale
  areaKey: string
  placeCode: string | null
  lon: number | null
  lat: number | null
  radiusMetres: number | null
  token: string
  createdAt: Date
  confirmedAt: Date | null
  heardUntil: Date | null
  digestDay: string | null
}

export interface WebhookTable {
  cityId: string
  id: string
  name: string
  url: string
  sealedSecret: string
  topics: string[]
  active: boolean
  createdAt: Date
}

/** One attempt to send a message; `at` as ISO text. */
export interface Try {
  readonly at: string
  readonly result: TryResult
  readonly reason: string | null
}

export interface MessageTable {
  cityId: string
  id: string
  eventKey: string
  step: MessageStep
  audience: Audience
  channel: Channel
  locale: MessageLocale
  recipientId: string
  groupKey: string
  batchId: string | null
  urgent: boolean
  facts: Json<MessageFacts>
  maskedAddress: string
  state: MessageState
  reason: string | null
  createdAt: Date
  dueAt: Date
  attempts: Generated<number>
  /** In the order they were made. */
  tries: ColumnType<readonly Try[], string | undefined, string>
  claimedUntil: Date | null
  uncertain: Generated<number>
  gatewayId: string | null
  finishedAt: Date | null
}
