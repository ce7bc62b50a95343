import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Random, randomFrom } from '#demo/random.ts'
import { folderStore } from '#platform/file-folder.ts'
import { sweepFiles } from '#platform/sweep-files.ts'
import { type ChildServer, childServer } from '#test/support/child-server.ts'
import type { SmallCity } from '#test/support/city.ts'
import type { PostgresServer } from '#test/support/postgres-server.ts'
import { compareFiles, disagreements } from './agreement.ts'
import { Journal } from './journal.ts'
import { drawSeed, prepareScene, type Target, untilDelivered, withDatabase } from './scene.ts'
import { Walker } from './walkers.ts'

const CLIENTS = 4
/** Milliseconds of writing before a kill. */
const [SHORTEST, LONGEST] = [300, 1500]
/** With so many rounds the rows are held against the journal now and then besides at the end. */
const LOOK_EVERY = 10

export interface KillOptions {
  readonly rounds: number
  readonly dataDir: string
  /** Its database holds the cases; it is killed by turns with the process. Without it the embedded engine runs. */
  readonly postgres?: PostgresServer
}

interface Run {
  readonly server: ChildServer
  readonly journal: Journal
  readonly city: SmallCity
  readonly random: Random
}

/** Whom a round kills; a client notices and goes on once it is back (the process), or asks again and again meanwhile (the database). */
interface Blow {
  readonly strike: () => Promise<void>
  readonly mend: () => Promise<void>
  readonly stubborn: boolean
}

/**
 * Several clients write; at a random moment something is killed and brought back. Then what was not answered is sent again, every answer of this
 * round is asked for once more, and the outbox runs dry. Returns the submissions whose answer changed.
 */
async function strikeWhileWriting({ server, journal, city, random }: Run, { strike, mend, stubborn }: Blow): Promise<string[]> {
  const before = journal.entries.length
  const stopping = new AbortController()
  const seeds = Array.from({ length: CLIENTS }, () => String(random()))
  const walks = Promise.allSettled(seeds.map((seed) => new Walker(journal, city, randomFrom(seed)).walk(stopping.signal, stubborn)))
  await sleep(SHORTEST + random() * (LONGEST - SHORTEST))
  await strike()
  if (!stubborn) stopping.abort()
  await mend()
  stopping.abort()
  for (const walk of await walks) if (walk.status === 'rejected') throw walk.reason
  await journal.settle()
  const changed = await journal.replay(journal.entries.slice(before))
  await untilDelivered(server.url)
  return changed.map(({ path, requestId }) => `another answer the second time: ${path} ${requestId}`)
}

/** What the rows and the files say against the journal, and what a sweep of a day later leaves of the files. */
async function look(target: Target, dataDir: string, city: SmallCity, journal: Journal): Promise<string[]> {
  return withDatabase(target, async (db) => {
    const folder = join(dataDir, 'files')
    const faults = await disagreements(db, city.cityId, journal)
    await sweepFiles(db, folderStore(folder), [city.cityId], new Date(Date.now() + 60_000))
    const { missing, damaged, orphans } = await compareFiles(db, folder)
    return [
      ...faults,
      ...missing.map((key) => `a row without its file: ${key}`),
      ...damaged.map((key) => `a file that is not what it was: ${key}`),
      ...orphans.map((key) => `a file that no row names and the sweep left: ${key}`),
    ]
  })
}

/** Kills a server round after round in one directory, and says everything that was not as it should be. */
export async function killRounds({ rounds, dataDir, postgres }: KillOptions): Promise<string[]> {
  const random = randomFrom(drawSeed(`kills on ${postgres ? 'PostgreSQL' : 'the embedded engine'}`))
  const target: Target = postgres ? { databaseUrl: postgres.url } : { dataDir }
  const { city, tokens } = await prepareScene(target)
  const server = await childServer({
    WANGGE_DATA_DIR: dataDir,
    WANGGE_CITY: city.cityId,
    ...(postgres && { DATABASE_URL: postgres.url }),
  })
  const journal = new Journal(server.url, tokens)
  const process: Blow = { strike: () => server.kill(), mend: () => server.start(), stubborn: false }
  const database: Blow | undefined = postgres && { strike: () => postgres.kill(), mend: () => postgres.restart(), stubborn: true }
  const faults: string[] = []
  try {
    await server.start()
    for (let round = 1; round <= rounds && faults.length === 0; round++) {
      const blow = round % 2 === 0 && database ? database : process
      faults.push(...(await strikeWhileWriting({ server, journal, city, random }, blow)))
      if (round % LOOK_EVERY !== 0) continue
      globalThis.process.stdout.write(`${round} kills, ${journal.acknowledged.length} answers kept\n`)
      // The trial database is open in the server alone.
      if (postgres) faults.push(...(await look(target, dataDir, city, journal)))
    }
    await server.kill()
    faults.push(...(await look(target, dataDir, city, journal)))
    return faults
  } finally {
    await server.kill()
    const actions = journal.acknowledged.length
    globalThis.process.stdout.write(
      `${rounds} kills, ${actions} answers kept, refused meanwhile: ${JSON.stringify([...journal.refusals])}\n`,
    )
  }
}
