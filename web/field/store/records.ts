import type { z } from 'zod'
import type { PersonAction, ReportInput, SelfHandleInput } from '#cases/contract.ts'
import type { PackAnswer, TasksAnswer } from '#field/contract.ts'
import type { CheckInInput, VisitsInput } from '#field/contract-patrol.ts'
import type { WhoAmI } from '#identity/contract.ts'

/** What a body says, before the server reads it: moments are texts. */
type Body<Schema extends z.ZodType> = Omit<z.input<Schema>, 'requestId' | 'deviceTime'>

/** Steps on a case that are taken on the street. */
export type StreetAction = Extract<
  PersonAction,
  'verify' | 'check' | 'receive' | 'request-return' | 'report-back' | 'finish-part' | 'reply-urge'
>

/** What an item of the outbox brings to the server, all of it fixed when the person presses send. */
export type Cargo =
  | { readonly kind: 'report'; readonly body: Body<typeof ReportInput> }
  | { readonly kind: 'self-handle'; readonly body: Body<typeof SelfHandleInput> }
  | {
      readonly kind: 'action'
      readonly caseId: string
      readonly action: StreetAction
      /** The version the person saw, or the one the step before it in the outbox led to. */
      readonly version: number
      readonly input: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'patrol-start'; readonly startedAt: string }
  | { readonly kind: 'patrol-stop'; readonly patrolId: string; readonly endedAt: string }
  | ({ readonly kind: 'check-in' } & Body<typeof CheckInInput>)
  | ({ readonly kind: 'visits'; readonly patrolId: string } & Body<typeof VisitsInput>)

export const ITEM_STATES = ['waiting', 'sending', 'sent', 'refused', 'conflict'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** Why the server did not take it, in its own words. */
export interface Told {
  readonly code: string
  readonly status: number
  readonly text: string
  /** Everything else of the answer: both sides of a conflict, the field that was wrong. */
  readonly details: Readonly<Record<string, unknown>>
}

export interface OutboxItem {
  /** Order of pressing send; given by the database. */
  readonly seq?: number
  readonly requestId: string
  /** Whose it is: nobody else's session sends it. */
  readonly personId: string
  readonly postId: string
  /** What must stay in order: the case or the patrol. */
  readonly stream: string
  /** The item of the same case this one was pressed after, while that had not arrived. */
  readonly follows: string | null
  readonly cargo: Cargo
  /** One line for the list, in the language of the moment. */
  readonly title: string
  /** By the phone's clock, ms. */
  readonly pressedAt: number
  readonly state: ItemState
  /** Whether it was ever on the wire: then it may have arrived although nobody said so. */
  readonly tried: boolean
  readonly attempts: number
  /** Not tried before, ms; 0: at once. */
  readonly notBefore: number
  readonly told: Told | null
  /** The version is that of the case after it; null where there is none. */
  readonly receipt: { readonly number: string | null; readonly version: number | null; readonly at: number } | null
}

/** A photo made smaller on the phone, until the server has what it belongs to. */
export interface PhotoRecord {
  /** Of the upload and of the photo on the server. */
  readonly id: string
  /** The unfinished form it was taken for; null once it is in the outbox. */
  readonly draft: string | null
  /** The outbox item, by request; null before. */
  readonly item: string | null
  readonly purpose: 'before' | 'after' | 'step'
  readonly blob: Blob
  readonly bytes: number
  /** SHA-256, hexadecimal, of the smaller file and of the one the camera wrote. */
  readonly sha256: string
  readonly sourceSha256: string
  /** By the phone's clock. */
  readonly takenAt: string
  readonly place: { readonly lon: number; readonly lat: number } | null
  /** Whether the server has begun to take it, how far it is, and whether it is there. */
  readonly begun: boolean
  readonly offset: number
  readonly arrived: boolean
}

export type Task = z.output<typeof TasksAnswer>['tasks'][number]
/** As it is told over HTTP. */
export type TaskRecord = {
  readonly [Key in keyof Task]: Task[Key] extends Date ? string : Task[Key]
}

export interface DraftRecord {
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly changedAt: number
}

/** A cell of a grid the person was in while on duty; sets, without time and order. */
export interface WalkedCell {
  readonly patrolId: string
  readonly gridCode: string
  readonly cell: number
}

/** What there is one of, by name. */
export interface Kept {
  readonly me: WhoAmI
  readonly pack: {
    readonly personId: string
    readonly postId: string
    readonly etag: string
    readonly pack: PackAnswer
    readonly at: number
  }
  readonly tasks: { readonly postId: string; readonly cursor: string; readonly at: number; readonly more: boolean }
  /** The phone's clock minus the server's, ms. */
  readonly clock: { readonly skew: number; readonly at: number }
  readonly duty: {
    readonly personId: string
    readonly patrolId: string
    readonly startedAt: number
    readonly endsBy: number
    readonly sentTo: number
  }
  readonly recent: { readonly typeCodes: readonly string[] }
  /** Somebody signed out while the server could not be told: its session is ended before anything else. */
  readonly left: { readonly at: number }
}
export interface KeptRecord {
  readonly key: keyof Kept
  readonly value: Kept[keyof Kept]
}
