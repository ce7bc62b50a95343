import { setImmediate } from 'node:timers'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'
import { prepareDirectory } from '#platform/embedded/data-directory.ts'
import { DurableFiles } from '#platform/embedded/durable-files.ts'
import { EscapedExceptions, geometryFailure } from '#platform/embedded/escaped-exceptions.ts'
import { freshDatabase } from '#platform/embedded/snapshot.ts'

const { directory }: { directory: string | undefined } = workerData
/** What migrations may create; the same are part of PostgreSQL's own contrib package on a server. */
const escaped = new EscapedExceptions()
const extensions = { postgis, pg_trgm, btree_gist, escaped: escaped.extension }
const port = parentPort
if (port === null) throw new Error('worker.ts runs as a worker thread')

/** PGlite's own parameters start with -F (fsync off); for a directory that is left out, and the one method its file layer can carry is chosen. */
const volatile = [...PGlite.defaultStartParams, '-c', 'timezone=UTC']
const durable = [...volatile.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']

const inMemory = async (): Promise<PGlite> =>
  PGlite.create({ extensions, loadDataDir: new Blob([await freshDatabase()]), startParams: volatile })

async function onDisk(path: string): Promise<PGlite> {
  await prepareDirectory(path, freshDatabase)
  return PGlite.create({ extensions, fs: new DurableFiles(path), startParams: durable, relaxedDurability: false })
}

const engine = directory === undefined ? await inMemory() : await onDisk(directory)

function joined(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/** Each chunk is a view of the engine's memory and is copied once, before the engine writes there again. */
async function run(request: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  await engine.execProtocolRawStream(request, { syncToFs: false, onRawData: (bytes) => chunks.push(bytes.slice()) })
  return joined(chunks)
}

async function reset(): Promise<void> {
  if (engine.isInTransaction()) await engine.exec('rollback')
  await engine.exec('discard all')
}

async function stop(): Promise<void> {
  if (engine.isInTransaction()) await engine.exec('rollback')
  await engine.exec('checkpoint')
  await engine.close()
  process.exit(0)
}

async function answer(request: Uint8Array): Promise<void> {
  const reply = await run(request)
  const answered = escaped.take() ? await run(geometryFailure) : reply
  port?.postMessage(answered, [answered.buffer])
}

/** A request the engine did not survive ends the thread; the other side then fails what waits instead of waiting for ever. */
function fail(error: unknown): void {
  const { message } = error as { message?: string }
  setImmediate(() => {
    throw new Error(message ?? String(error))
  })
}

let last: Promise<void> = Promise.resolve()
port.on('message', (message: Uint8Array | 'reset' | 'stop') => {
  last = last.then(() => (message === 'reset' ? reset() : message === 'stop' ? stop() : answer(message))).catch(fail)
})
port.postMessage('ready')
