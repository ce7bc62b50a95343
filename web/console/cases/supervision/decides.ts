import type { PersonAction } from '#cases/contract.ts'
import type { PendingKind } from '#cases/lifecycle.ts'

/** The ruling each kind of request waits for. */
export const DECIDES = {
  return: 'decide-return',
  extension: 'decide-extension',
  suspension: 'decide-suspension',
} as const satisfies Readonly<Record<PendingKind, PersonAction>>
