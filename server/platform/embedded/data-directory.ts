import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncDirectory } from '#platform/embedded/sync-directory.ts'

const BLOCK = 512
const DIRECTORY = '5'
const decoder = new TextDecoder()

interface Entry {
  readonly name: string
  readonly directory: boolean
  readonly content: Uint8Array
}

const field = (header: Uint8Array, from: number, length: number): string =>
  decoder.decode(header.subarray(from, from + length)).replace(/\0.*$/s, '')

/** The entries of a ustar archive (IEEE Std 1003.1, pax: ustar interchange format). */
function* entries(archive: Uint8Array): Generator<Entry> {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK)
    const size = Number.parseInt(field(header, 124, 12), 8) || 0
    const prefix = field(header, 345, 155)
    const name = prefix === '' ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`
    const content = archive.subarray(at + BLOCK, at + BLOCK + size)
    yield { name, directory: String.fromCharCode(header[156] ?? 0) === DIRECTORY || name.endsWith('/'), content }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

function writeDurably(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const descriptor = openSync(path, 'w', 0o600)
  for (let written = 0; written < content.length; ) written += writeSync(descriptor, content, written)
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/**
 * Makes the database directory from an archive if there is none yet. It appears under its name only when it is whole, so a start that was
 * interrupted leaves nothing that looks like a database.
 */
export async function prepareDirectory(directory: string, archive: () => Promise<Uint8Array>): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  const draft = `${directory}.new`
  rmSync(draft, { recursive: true, force: true })
  const written: string[] = [draft]
  for (const entry of entries(await archive())) {
    const path = join(draft, entry.name)
    written.push(path)
    if (entry.directory) mkdirSync(path, { recursive: true, mode: 0o700 })
    else writeDurably(path, entry.content)
  }
  for (const path of new Set(written.map(dirname))) syncDirectory(path)
  renameSync(draft, directory)
  syncDirectory(dirname(directory))
}
