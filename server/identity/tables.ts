import type { Session } from '#platform/route.ts'

declare module '#platform/db.ts' {
  interface Tables {
    session: SessionTable
    signInAttempt: SignInAttemptTable
    secondFactor: SecondFactorTable
    recoveryCode: RecoveryCodeTable
    apiKey: ApiKeyTable
  }
}

/** The token itself is never stored, only its SHA-256 in hexadecimal. */
export interface SessionTable {
  tokenHash: string
  id: string
  cityId: string
  personId: string
  postId: string
  kind: Session['kind']
  openedBy: 'password' | 'directory' | 'demo'
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  /** Null: may sit idle to its end. */
  idleMinutes: number | null
  tokenAt: Date
  renewMinutes: number
  /** The token before, good while the new one has not come and until `previousUntil` after it did. */
  previousHash: string | null
  previousUntil: Date | null
  factorOwed: boolean
  factorAt: Date | null
  address: string
  userAgent: string
}

export interface SignInAttemptTable {
  cityId: string
  kind: AttemptKind
  subject: string
  failures: number
  lastAt: Date
  lockedUntil: Date | null
}

/** Whose attempts are counted: of a login, of a block of addresses, of a person giving codes; at the code of a report, of its number and of a block of addresses. */
export type AttemptKind = 'login' | 'address' | 'factor' | 'report' | 'report-address'

export interface SecondFactorTable {
  cityId: string
  personId: string
  sealedSecret: string
  createdAt: Date
  confirmedAt: Date | null
  lastStep: number
}

export interface RecoveryCodeTable {
  cityId: string
  personId: string
  codeHash: string
  usedAt: Date | null
}

export interface ApiKeyTable {
  cityId: string
  id: string
  keyHash: string
  name: string
  hint: string
  personId: string
  postId: string
  scopes: string[]
  areaCodes: string[]
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
}
