import { type SessionRow, setSession } from '#identity/queries-sessions.ts'
import { drawToken, hashToken } from '#identity/token.ts'
import type { Db } from '#platform/db.ts'
import type { TokenCarrier } from '#platform/visitor.ts'

const MINUTE = 60_000
/** "Last seen" is written at most once a minute, so that reading does not mean writing. */
const SEEN_EVERY = MINUTE
/** How long the token before stays good once the new one has come: requests under way carry it. */
export const GRACE = MINUTE

const age = (row: SessionRow, at: Date): number => at.getTime() - row.tokenAt.getTime()

/** Whether a token may still be used: the present one, or the one before while its successor has not come or has only just come. */
export const isGood = (row: SessionRow, tokenHash: string, at: Date): boolean =>
  row.tokenHash === tokenHash || row.previousUntil === null || row.previousUntil > at

/** A browser changes its token by age; or once more, when the answer that brought the new one never arrived. */
function isDue(row: SessionRow, tokenHash: string, at: Date): boolean {
  if (row.tokenHash === tokenHash) return age(row, at) >= row.renewMinutes * MINUTE
  return row.previousUntil === null && age(row, at) >= GRACE
}

async function renew(db: Db, row: SessionRow, usedHash: string, at: Date): Promise<string | undefined> {
  const token = drawToken()
  const next = { tokenHash: hashToken(token), tokenAt: at, lastSeenAt: at, previousHash: usedHash, previousUntil: null }
  return (await setSession(db, row.tokenHash, next)) ? token : undefined
}

/**
 * Notes that a session was used, and gives its browser a new token when the present one has grown old. A program keeps the token it was given:
 * it has nowhere to put another. Returns the new token, if one was made.
 */
export async function keepTokenFresh(
  db: Db,
  row: SessionRow,
  usedHash: string,
  carrier: TokenCarrier,
  at: Date,
): Promise<string | undefined> {
  if (carrier === 'cookie' && isDue(row, usedHash, at)) return renew(db, row, usedHash, at)
  const arrived = usedHash === row.tokenHash && row.previousHash !== null && row.previousUntil === null
  const unseen = at.getTime() - row.lastSeenAt.getTime() >= SEEN_EVERY
  if (!arrived && !unseen) return undefined
  await setSession(db, row.tokenHash, { lastSeenAt: at, ...(arrived && { previousUntil: new Date(at.getTime() + GRACE) }) })
  return undefined
}
