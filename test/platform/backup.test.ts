import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { openArchive } from '#platform/backup/archive-reader.ts'
import { ArchiveWriter } from '#platform/backup/archive-writer.ts'
import { type BackupHead, FORMAT, fileName } from '#platform/backup/manifest.ts'
import { requireReadable } from '#platform/backup/restore-backup.ts'
import { listShippedMigrations } from '#platform/migrate.ts'
import { sha256Of } from '#platform/photo.ts'

const home = mkdtempSync(join(tmpdir(), 'wangge-archive-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const AT = new Date('2026-03-02T01:00:00Z')
const HEAD: BackupHead = {
  product: 'wangge',
  format: FORMAT,
  version: '0.1.0',
  engine: 'server',
  takenAt: AT.toISOString(),
  migrations: listShippedMigrations(),
}
const FILE = Buffer.from('bytes of a photo')

/** An archive without rows and with one file. */
async function archive(name: string, head: BackupHead, key = sha256Of(FILE)): Promise<string> {
  const path = join(home, name)
  const out = createWriteStream(path)
  const writer = new ArchiveWriter(out, AT)
  await writer.begin(head)
  await writer.add(fileName(key), FILE)
  await writer.finish({ tables: [], parts: [], files: { count: 1, bytes: FILE.length }, missingFiles: [] })
  out.end()
  await finished(out)
  return path
}

describe('an archive', () => {
  test('gives back what was put in', async () => {
    const opened = await openArchive(await archive('plain.tar', HEAD), requireReadable)
    expect(opened.head).toEqual(HEAD)
    for await (const file of opened.files()) expect(file).toEqual({ key: sha256Of(FILE), bytes: FILE })
    expect(opened.manifest.files.count).toBe(1)
    await opened.close()
  })

  test.each([
    ['a later format', { ...HEAD, format: FORMAT + 1 }],
    [
      'a migration this program does not have',
      { ...HEAD, migrations: [...HEAD.migrations, { name: '9999_next.sql', checksum: 'a'.repeat(64) }] },
    ],
    ['another text of a migration', { ...HEAD, migrations: HEAD.migrations.map((each) => ({ ...each, checksum: 'a'.repeat(64) })) }],
  ])('of %s is refused before anything of it is used', async (_what, head) => {
    await expect(openArchive(await archive('newer.tar', head), requireReadable)).rejects.toMatchObject({
      code: 'backup.newer',
      status: 409,
    })
  })

  test('of an earlier version is taken', async () => {
    const opened = await openArchive(await archive('earlier.tar', { ...HEAD, migrations: HEAD.migrations.slice(0, 4) }), requireReadable)
    await opened.close()
  })

  test('with a file that is not what its name says is refused', async () => {
    await expect(openArchive(await archive('wrong.tar', HEAD, 'b'.repeat(64)))).rejects.toMatchObject({ code: 'backup.damaged' })
  })

  test('that is none is refused', async () => {
    await expect(openArchive(new URL(import.meta.url).pathname)).rejects.toMatchObject({ code: 'backup.damaged' })
  })
})
