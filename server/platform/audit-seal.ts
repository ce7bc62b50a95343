import { createHash } from 'node:crypto'
import { canonicalJson } from '#platform/canonical-json.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import {
  type AuditEntry,
  type AuditSeal,
  findLastSeal,
  insertSeal,
  listAuditCities,
  listEntriesBetween,
  listSeals,
} from '#platform/queries-audit.ts'

/** The hash before the first seal. */
const GENESIS = '0'.repeat(64)
/** An entry is committed long before this; whatever is older is there for good. */
const SETTLED_MS = 10 * 60_000
const MOST_AT_ONCE = 5000

/** SHA-256 over the hash before and every column of every entry, in order. Pure. */
export function sealOf(prevHash: string, entries: readonly AuditEntry[]): string {
  const hash = createHash('sha256').update(prevHash)
  for (const entry of entries) hash.update(canonicalJson(entry))
  return hash.digest('hex')
}

/** Seals what the logs of all cities gained since their last seals and is settled; returns how many seals were made. Meant for a task: no request waits for it. */
export async function sealAudit(db: Db, at: Date): Promise<number> {
  let made = 0
  for (const cityId of await listAuditCities(db)) while (await inTransaction(db, (tx) => sealNext(tx, cityId, at))) made += 1
  return made
}

async function sealNext(tx: Db, cityId: string, at: Date): Promise<boolean> {
  const last = await findLastSeal(tx, cityId)
  const settled = new Date(at.getTime() - SETTLED_MS)
  const entries = await listEntriesBetween(tx, cityId, last?.toId, { before: settled }, MOST_AT_ONCE)
  const toId = entries.at(-1)?.id
  if (toId === undefined) return false
  const prevHash = last?.hash ?? GENESIS
  await insertSeal(tx, {
    cityId,
    number: (last?.number ?? 0) + 1,
    toId,
    entries: entries.length,
    hash: sealOf(prevHash, entries),
    prevHash,
    at,
  })
  return entries.length === MOST_AT_ONCE
}

export interface AuditVerdict {
  readonly seals: number
  readonly entries: number
  /** Seals whose stretch of the log is not what it was: entries changed, removed or put in, or a seal itself changed. */
  readonly broken: readonly Pick<AuditSeal, 'number' | 'toId' | 'at'>[]
}

/** Reads a city's whole sealed log again and compares it with its seals. */
export async function verifyAudit(db: Db, cityId: string): Promise<AuditVerdict> {
  const seals = await listSeals(db, cityId)
  const broken: AuditSeal[] = []
  let [after, prevHash, entries]: [string | undefined, string, number] = [undefined, GENESIS, 0]
  for (const [index, seal] of seals.entries()) {
    const found = await listEntriesBetween(db, cityId, after, { upTo: seal.toId }, MOST_AT_ONCE + 1)
    const sound =
      seal.number === index + 1 && seal.prevHash === prevHash && found.length === seal.entries && sealOf(prevHash, found) === seal.hash
    if (!sound) broken.push(seal)
    entries += found.length
    after = seal.toId
    prevHash = seal.hash
  }
  return { seals: seals.length, entries, broken: broken.map(({ number, toId, at }) => ({ number, toId, at })) }
}
