import type { ColumnType } from 'kysely'
import type { AddressKind } from '#platform/address-kinds.ts'
import type { FieldChange } from '#platform/audit-changes.ts'

/** Written as JSON text, so that an array is never taken for a PostgreSQL array; read back as a value. */
type Json<Value = unknown> = ColumnType<Value, string, string>

declare module '#platform/db.ts' {
  interface Tables {
    outbox: OutboxTable
    auditEntry: AuditEntryTable
    auditSeal: AuditSealTable
    storedFile: StoredFileTable
    preference: PreferenceTable
  }
}

export interface OutboxTable {
  cityId: string
  id: string
  topic: string
  subjectId: string
  data: Json<Record<string, unknown>>
  at: Date
  processedAt: Date | null
  attempts: ColumnType<number, number | undefined, number>
  nextAttemptAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  lastError: ColumnType<string | null, string | null | undefined, string | null>
}

export interface AuditEntryTable {
  cityId: string
  id: string
  requestId: string
  at: Date
  personId: string | null
  postId: string | null
  action: string
  subject: string
  details: Json<AuditDetails>
  answer: Json
  /** Areas of whoever acted: whose auditors see it. Empty for what the system or its operator did. */
  areaCodes: string[]
  addressKind: AddressKind | null
  /** Earlier and later state, field by field; null where nothing was compared. */
  changes: ColumnType<readonly FieldChange[] | null, string | null, string | null>
}

/** A stretch of the log and what it hashes to; see audit-seal.ts. */
export interface AuditSealTable {
  cityId: string
  number: number
  toId: string
  entries: number
  hash: string
  prevHash: string
  at: Date
}

/** `fingerprint` tells a replay of the same request from another request under the same id. */
export interface AuditDetails {
  readonly fingerprint: string
  readonly params: unknown
  readonly body: unknown
  /** The key of the program that asked, when it was one. */
  readonly keyId?: string
}

export interface StoredFileTable {
  cityId: string
  id: string
  originalSha256: string
  storedSha256: string
  byteSize: number
  mediaType: string
  width: number | null
  height: number | null
  facts: Json<Record<string, unknown>>
  createdBy: string | null
  createdAt: Date
}

/** What a person set for themselves; keys and values are those of contract-preferences.ts. */
export interface PreferenceTable {
  cityId: string
  personId: string
  key: string
  value: Json
  at: Date
}
