import { z } from 'zod'

/** Raised whenever a program of today could not read what one of tomorrow writes. */
export const FORMAT = 1
export const FIRST_ENTRY = 'backup.json'
export const MANIFEST_ENTRY = 'manifest.json'
export const SEAL_ENTRY = 'seal.sha256'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What the first entry says, before anything else is read. */
export const BackupHead = z.object({
  product: z.literal('wangge'),
  format: z.int(),
  version: z.string(),
  engine: z.enum(['embedded', 'server']),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
})
export type BackupHead = z.output<typeof BackupHead>

/** What the last entry but the seal says. A file goes by its SHA-256, so it needs no line here. */
export const Manifest = z.object({
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  parts: z.array(z.object({ name: z.string(), size: z.int(), sha256 })),
  files: z.object({ count: z.int(), bytes: z.int() }),
  /** Files that rows named and the store did not have. */
  missingFiles: z.array(sha256),
})
export type Manifest = z.output<typeof Manifest>

export const partName = (table: string, number: number): string => `tables/${table}/${String(number).padStart(6, '0')}.jsonl.gz`
export const fileName = (key: string): string => `files/${key}`
/** The key of a file's entry; undefined for another kind of entry. */
export const keyOf = (name: string): string | undefined => /^files\/([0-9a-f]{64})$/.exec(name)?.[1]
