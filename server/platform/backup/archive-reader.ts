import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { BackupHead, FIRST_ENTRY, keyOf, MANIFEST_ENTRY, Manifest, SEAL_ENTRY } from '#platform/backup/manifest.ts'
import { backupProblems } from '#platform/backup/problems.ts'
import { BLOCK, padding, readTarHeader } from '#platform/backup/tar.ts'
import type { TextRow } from '#platform/queries-move.ts'

const inflate = promisify(gunzip)

interface Part {
  readonly at: number
  readonly size: number
  readonly sha256: string
}

interface Entry {
  readonly name: string
  readonly bytes: Buffer
  /** Where its content begins in the archive. */
  readonly at: number
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** An archive that was read through and found whole. */
export interface CheckedArchive {
  readonly head: BackupHead
  readonly manifest: Manifest
  /** Rows of a table, a part at a time, as often as they are asked for. */
  rowsOf(table: string): AsyncIterable<readonly TextRow[]>
  /** Every file, one at a time. */
  files(): AsyncIterable<{ readonly key: string; readonly bytes: Buffer }>
  close(): Promise<void>
}

async function readExactly(file: FileHandle, at: number, size: number, what: string): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  for (let read = 0; read < size; ) {
    const { bytesRead } = await file.read(bytes, read, size - read, at + read)
    if (bytesRead === 0) throw backupProblems.damaged(what, 'cut off')
    read += bytesRead
  }
  return bytes
}

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0)

/** Every entry in the order of the archive, up to the seal, which must be that of all bytes before it and the end of the file. */
async function* sealedEntries(file: FileHandle): AsyncGenerator<Entry> {
  const { size: end } = await file.stat()
  const seal = createHash('sha256')
  for (let at = 0; ; ) {
    const header = await readExactly(file, at, BLOCK, 'header')
    const found = readTarHeader(header)
    if (!found || at + BLOCK + found.size > end) throw backupProblems.damaged('header', `no entry at ${at}`)
    const { name, size } = found
    const bytes = await readExactly(file, at + BLOCK, size, name)
    const filling = await readExactly(file, at + BLOCK + size, padding(size).length, name)
    if (!isZero(filling)) throw backupProblems.damaged(name, 'padding')
    const next = at + BLOCK + size + filling.length
    if (name === SEAL_ENTRY) return void (await checkSeal(file, bytes, seal.digest('hex'), next, end))
    seal.update(header).update(bytes).update(filling)
    yield { name, bytes, at: at + BLOCK }
    at = next
  }
}

async function checkSeal(file: FileHandle, said: Buffer, found: string, at: number, end: number): Promise<void> {
  if (said.toString('latin1') !== `${found}\n`) throw backupProblems.damaged(SEAL_ENTRY, 'not the sum of what is before it')
  if (end !== at + 2 * BLOCK || !isZero(await readExactly(file, at, 2 * BLOCK, 'end')))
    throw backupProblems.damaged('end', 'not where it should be')
}

function parse<T>(schema: { parse(value: unknown): T }, { name, bytes }: Entry): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    throw backupProblems.damaged(name, error instanceof Error ? error.message : String(error))
  }
}

interface Found {
  readonly head: BackupHead
  readonly manifest: Manifest
  readonly parts: ReadonlyMap<string, Part>
}

async function readThrough(file: FileHandle, judge: (head: BackupHead) => void): Promise<Found> {
  const parts = new Map<string, Part>()
  const files = { count: 0, bytes: 0 }
  let [head, manifest]: [BackupHead | undefined, Manifest | undefined] = [undefined, undefined]
  for await (const entry of sealedEntries(file)) {
    const { name, bytes, at } = entry
    const key = keyOf(name)
    if (!head) {
      if (name !== FIRST_ENTRY) throw backupProblems.damaged(name, `not ${FIRST_ENTRY}`)
      head = parse(BackupHead, entry)
      judge(head)
    } else if (name === MANIFEST_ENTRY) manifest = parse(Manifest, entry)
    else if (key === undefined) parts.set(name, { at, size: bytes.length, sha256: sha256(bytes) })
    else if (key !== sha256(bytes)) throw backupProblems.damaged(name, 'not what its name says')
    else {
      files.count++
      files.bytes += bytes.length
    }
  }
  if (!head || !manifest) throw backupProblems.damaged(MANIFEST_ENTRY, 'missing')
  compare(manifest, parts, files)
  return { head, manifest, parts }
}

function compare(manifest: Manifest, parts: ReadonlyMap<string, Part>, files: Manifest['files']): void {
  const wrong = manifest.parts.find(({ name, size, sha256 }) => parts.get(name)?.size !== size || parts.get(name)?.sha256 !== sha256)
  if (wrong) throw backupProblems.damaged(wrong.name, 'not what the manifest says')
  if (parts.size !== manifest.parts.length) throw backupProblems.damaged(MANIFEST_ENTRY, 'parts it does not know')
  if (files.count !== manifest.files.count || files.bytes !== manifest.files.bytes)
    throw backupProblems.damaged('files', 'some are missing')
}

/** Read again, it must still be what was checked. */
async function* rowsOf(file: FileHandle, { manifest, parts }: Found, table: string): AsyncGenerator<TextRow[]> {
  for (const { name } of manifest.parts.filter((part) => part.name.startsWith(`tables/${table}/`))) {
    const part = parts.get(name)
    const bytes = part && (await readExactly(file, part.at, part.size, name))
    if (!bytes || sha256(bytes) !== part.sha256) throw backupProblems.damaged(name, 'changed while it was read')
    const lines = (await inflate(bytes)).toString('utf8').split('\n')
    yield lines.filter((line) => line !== '').map((line): TextRow => JSON.parse(line))
  }
}

async function* filesOf(file: FileHandle): AsyncGenerator<{ key: string; bytes: Buffer }> {
  for await (const { name, bytes } of sealedEntries(file)) {
    const key = keyOf(name)
    if (key === undefined) continue
    if (sha256(bytes) !== key) throw backupProblems.damaged(name, 'changed while it was read')
    yield { key, bytes }
  }
}

/**
 * Reads a whole archive and holds every part against the manifest and the seal before any of it is used. `judge` hears what the archive says of itself
 * first. Throws backup.damaged, and what `judge` throws. Holds one entry at a time and the list of parts.
 */
export async function openArchive(path: string, judge: (head: BackupHead) => void = () => {}): Promise<CheckedArchive> {
  const file = await open(path, 'r')
  try {
    const found = await readThrough(file, judge)
    return {
      head: found.head,
      manifest: found.manifest,
      rowsOf: (table) => rowsOf(file, found, table),
      files: () => filesOf(file),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}
