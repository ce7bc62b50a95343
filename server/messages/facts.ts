import type { Bilingual } from '#platform/problem.ts'

/** How many problems of one type an area had. */
export interface TypeCount {
  readonly type: Bilingual
  readonly reported: number
  readonly closed: number
}

/** What a message has to tell, as it is kept until it is sent: no address, no name of a person, no free text of anybody. */
export interface MessageFacts {
  readonly caseId?: string
  readonly number?: string
  readonly type?: Bilingual
  /** The community, street or district; never an address. */
  readonly place?: Bilingual
  /** Instants as ISO text. */
  readonly at?: string
  readonly dueAt?: string | null
  readonly reason?: Bilingual
  readonly area?: Bilingual
  readonly reported?: number
  readonly closed?: number
  readonly counts?: readonly TypeCount[]
  /** What a webhook is told: the event as it left, without anybody's identity. */
  readonly event?: WebhookEvent
}

export interface WebhookEvent {
  readonly topic: string
  readonly caseId: string
  readonly number: string
  readonly action: string
  readonly fromStage: string | null
  readonly toStage: string
  readonly version: number
  readonly placeCode: string
  readonly typeCode: string | null
  readonly unitId: string | null
  readonly dueAt: string | null
}
