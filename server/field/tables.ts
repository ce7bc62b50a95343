import type { ColumnType } from 'kysely'

/** Written as JSON text, so that an array is never taken for a PostgreSQL array; read back as a value. */
type Json<Value> = ColumnType<Value, string, string>

declare module '#platform/db.ts' {
  interface Tables {
    upload: UploadTable
    patrol: PatrolTable
    patrolCheckIn: { cityId: string; patrolId: string; gridCode: string; how: CheckInWay }
    patrolVisit: { cityId: string; personId: string; day: string; gridCode: string; visited: Json<number[]>; cells: number }
    patrolSum: { cityId: string; day: string; gridCode: string; visited: number; cells: number; people: number }
  }
}

/** One part of an upload as the store of files holds it. */
export interface UploadPart {
  readonly key: string
  readonly size: number
}

/** What the device said beside a photo, kept until the photo is taken in. */
export interface UploadFields {
  readonly deviceTime?: string
  readonly lon?: number
  readonly lat?: number
  readonly datum?: string
  readonly takenAt?: string
  readonly sourceSha256?: string
}

export interface UploadTable {
  cityId: string
  id: string
  personId: string
  /** Bytes of the whole file. */
  length: number
  received: ColumnType<number, number | undefined, number>
  parts: ColumnType<readonly UploadPart[], string | undefined, string>
  fields: Json<UploadFields>
  /** Of the whole file as the phone said it; null when it did not. */
  sha256: string | null
  createdAt: Date
  expiresAt: Date
  doneAt: Date | null
}

export type CheckInWay = 'qr' | 'position'

export interface PatrolTable {
  cityId: string
  id: string
  personId: string
  postId: string
  /** The city's day on which it began: to which its visits count. */
  day: string
  startedAt: Date
  /** When the schedule closes it. */
  endsBy: Date
  endedAt: Date | null
  endedBy: 'person' | 'schedule' | null
}
