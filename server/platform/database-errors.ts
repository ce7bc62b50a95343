import { httpProblems } from '#platform/http-problems.ts'
import type { Problem } from '#platform/problem.ts'

interface DatabaseError extends Error {
  readonly code: string
  readonly constraint?: string
}

const ATTEMPTS = 4
const SERIALIZATION = new Set(['40001', '40P01'])
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
const LOST_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed/
/** A lock that was waited for too long (55P03), memory that ran out (53200). */
const BUSY = new Set([...SERIALIZATION, '55P03', '53200'])
/** Connections that ran out, a file that could not be read or written, a standby that does not write. */
const OUT_OF_REACH = new Set(['53300', '58030', '25006'])
/**
 * Two equal requests at once: the second waits for the first and breaks on the request's id, or on the id it gave what it makes; run again,
 * it finds the first one's answer. A number drawn at random that was taken is drawn again.
 */
const REPLAY = /_(request_id_key|number_key|pkey)$/

/** A table spread over machines names its constraints after the part that was touched: case_pkey_102185. */
const constraintOf = ({ constraint }: DatabaseError): string | undefined => constraint?.replace(/_\d{5,}$/, '')

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** A statement was planned before the schema changed; by the next attempt it has a new name (named-statements.ts). */
const PLANNED_BEFORE = '0A000'

const mayRunAgain = (error: unknown): boolean =>
  isDatabaseError(error) &&
  (SERIALIZATION.has(error.code) || error.code === PLANNED_BEFORE || (error.code === '23505' && REPLAY.test(constraintOf(error) ?? '')))

/** Class 08: connection exceptions; 57P01-57P03: the server is going down or starting; 25P03: left idle inside a transaction (PostgreSQL appendix A). */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error &&
  ((isDatabaseError(error) && (/^(08...|57P0[123]|25P03)$/.test(error.code) || LOST.has(error.code))) || LOST_TEXT.test(error.message))

/** The problem a database error means to a client; undefined when it is a fault of ours. */
export function problemOfDatabase(error: unknown): Problem | undefined {
  if (isConnectionLost(error)) return httpProblems.unavailable()
  if (!isDatabaseError(error)) return undefined
  if (OUT_OF_REACH.has(error.code)) return httpProblems.unavailable()
  if (BUSY.has(error.code)) return httpProblems.busy()
  if (error.code === '53100') return httpProblems.full()
  if (error.code === '57014') return httpProblems.slow()
  if (error.code === '23505') return httpProblems.conflict(constraintOf(error))
  return error.code === '23503' ? httpProblems.inUse(constraintOf(error)) : undefined
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Runs `work` (a whole transaction) again after a serialization failure or a deadlock, three times more at most, waiting a little longer each time. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !mayRunAgain(error)) throw error
      await pause(Math.random() * 10 * 2 ** attempt)
    }
  }
}
