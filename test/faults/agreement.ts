import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { verifyHistory } from '#cases/verify-history.ts'
import type { Db } from '#platform/db.ts'
import type { Journal } from './journal.ts'

/** Everything under a folder that is no folder. */
export function filesUnder(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path))
  return entries.filter((path) => statSync(path).isFile())
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Keys of files that the rows name and the folder lacks or holds differently; and keys in the folder that no row names. */
export async function compareFiles(db: Db, folder: string): Promise<{ missing: string[]; damaged: string[]; orphans: string[] }> {
  const rows = await db.selectFrom('storedFile').select(['storedSha256', 'facts']).execute()
  const named = new Set(rows.flatMap(({ storedSha256, facts }) => [storedSha256, String(facts.thumbnailSha256)]))
  const paths = new Map(filesUnder(folder).map((path) => [basename(path), path]))
  return {
    missing: [...named].filter((key) => !paths.has(key)),
    damaged: [...paths].filter(([key, path]) => named.has(key) && sha256(readFileSync(path)) !== key).map(([key]) => key),
    orphans: [...paths.keys()].filter((key) => !named.has(key)),
  }
}

/** What the journal and the database say differently, one line each: nothing, if all is well. */
export async function disagreements(db: Db, cityId: string, journal: Journal): Promise<string[]> {
  return [
    ...(await compareActions(db, cityId, journal)),
    ...(await comparePhotos(db, cityId, journal)),
    ...(await compareOutbox(db, cityId)),
    ...(await compareHistories(db, cityId)),
  ]
}

/** Each acknowledged action is one event, as its receipt says, and people did nothing else. */
export async function compareActions(db: Db, cityId: string, journal: Journal): Promise<string[]> {
  const rows = await db
    .selectFrom('caseEvent')
    .select(['requestId', 'caseId', 'seq', 'hash', 'personId'])
    .where('cityId', '=', cityId)
    .execute()
  const byRequest = Map.groupBy(rows, ({ requestId }) => requestId)
  const actions = journal.acknowledged.filter(({ kind }) => kind === 'action')
  const wrong = actions.filter(({ requestId, answer }) => {
    const [event, ...more] = byRequest.get(requestId) ?? []
    return more.length > 0 || event?.caseId !== answer?.id || event?.seq !== answer?.version || event?.hash !== answer?.hash
  })
  const sent = new Set(journal.entries.map(({ requestId }) => requestId))
  const unknown = rows.filter(({ requestId, personId }) => personId !== null && !sent.has(requestId))
  return [
    ...wrong.map(({ path, requestId }) => `acknowledged and not there as acknowledged: ${path} ${requestId}`),
    ...unknown.map(({ requestId }) => `there and never sent: ${requestId}`),
  ]
}

/** Each acknowledged photo is one row, and there are no other rows. */
export async function comparePhotos(db: Db, cityId: string, journal: Journal): Promise<string[]> {
  const rows = await db.selectFrom('storedFile').select(['id', 'originalSha256']).where('cityId', '=', cityId).execute()
  const byId = new Map(rows.map((row) => [row.id, row.originalSha256]))
  const lost = journal.acknowledged.filter(({ kind, requestId, answer }) => kind === 'photo' && byId.get(requestId) !== answer?.sha256)
  const sent = new Set(journal.entries.map(({ requestId }) => requestId))
  return [
    ...lost.map(({ requestId }) => `acknowledged photo is gone: ${requestId}`),
    ...rows.filter(({ id }) => !sent.has(id)).map(({ id }) => `a photo nobody sent: ${id}`),
  ]
}

/** Every event was announced once and handed on. */
async function compareOutbox(db: Db, cityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['subjectId', 'data', 'topic', 'processedAt', 'lastError'])
    .where('cityId', '=', cityId)
    .execute()
  const announced = Map.groupBy(
    rows.filter(({ topic }) => topic.startsWith('case.')),
    ({ subjectId, data }) => `${subjectId} ${data.version}`,
  )
  const events = await db.selectFrom('caseEvent').select(['caseId', 'seq']).where('cityId', '=', cityId).execute()
  const wrong = events.filter(({ caseId, seq }) => announced.get(`${caseId} ${seq}`)?.length !== 1)
  return [
    ...wrong.map(({ caseId, seq }) => `not announced exactly once: ${caseId} #${seq}`),
    ...rows
      .filter(({ processedAt }) => processedAt === null)
      .map(({ topic, subjectId, lastError }) => `not handed on: ${topic} ${subjectId} ${lastError}`),
  ]
}

export async function compareHistories(db: Db, cityId: string): Promise<string[]> {
  const { broken, cases } = await verifyHistory(db, { cityId })
  if (cases === 0) return ['no case at all']
  return broken.map(({ number, seq, reason }) => `broken history: ${number} #${seq} ${reason}`)
}
