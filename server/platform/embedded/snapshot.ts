import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const shelves = [join(root, 'node_modules', '.cache', 'wangge'), join(tmpdir(), `wangge-${userInfo().username}`)]

function versionOf(packageName: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve(packageName)), 'utf8'))
  return manifest.version
}

const fileName = (): string => `database-${versionOf('@electric-sql/pglite')}-${versionOf('@electric-sql/pglite-postgis')}.tar.gz`

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** A half-written file must never carry the final name: another process may be reading at this moment. */
function shelve(shelf: string, content: Uint8Array): true {
  mkdirSync(shelf, { recursive: true, mode: 0o700 })
  const draft = join(shelf, `${process.pid}-${performance.now()}.tmp`)
  writeFileSync(draft, content)
  renameSync(draft, join(shelf, fileName()))
  return true
}

async function build(): Promise<Uint8Array> {
  const engine = await PGlite.create({ extensions: { postgis } })
  await engine.exec('create extension postgis; checkpoint')
  const dump = await engine.dumpDataDir('gzip')
  await engine.close()
  return new Uint8Array(await dump.arrayBuffer())
}

/**
 * A fresh database directory with PostGIS created, as a tar archive. initdb and CREATE EXTENSION take some ten seconds, so the result is
 * kept for later, in a cache named by the engine's versions; without the cache (or without a place to write it) it is built anew.
 */
export async function freshDatabase(): Promise<Uint8Array<ArrayBuffer>> {
  for (const shelf of shelves) {
    const cached = attempt(() => gunzipSync(readFileSync(join(shelf, fileName()))))
    if (cached) return new Uint8Array(cached)
  }
  const archive = await build()
  shelves.some((shelf) => attempt(() => shelve(shelf, archive)))
  return new Uint8Array(gunzipSync(archive))
}
