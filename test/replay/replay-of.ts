import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Db } from '#platform/db.ts'
import { type ReplayOptions, runReplay } from '#replay/run-replay.ts'

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name)
/** Forty made-up requests, odd ones included, in six square areas. */
export const FIXTURE = { requests: fixture('requests.csv'), mapping: fixture('mapping.json'), areas: fixture('areas.geojson') }

/** A directory for one test's files, removed with the system's temporary files. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'wangge-replay-'))
export const freshCityId = (): string => `EXM-${randomUUID().slice(0, 8)}`

/** Replays and returns what a full run returns; a dry run here is a mistake of the test. */
export async function replay(db: Db, options: Partial<ReplayOptions> & { cityId: string }) {
  const result = await runReplay(db, { ...FIXTURE, outDir: scratch(), ...options })
  if (result.dryRun) throw new Error('a dry run has no outcome')
  return result
}

/** The rows of a list a replay wrote. */
export function readList(files: readonly string[], name: string): Record<string, string>[] {
  const path = files.find((file) => file.endsWith(`/${name}`))
  if (path === undefined) throw new Error(`no list ${name}`)
  return parse<Record<string, string>>(readFileSync(path, 'utf8'), { columns: true })
}

/** A changed copy of a fixture file; its path. */
export function changed(path: string, change: (text: string) => string): string {
  const copy = join(scratch(), 'changed')
  writeFileSync(copy, change(readFileSync(path, 'utf8')))
  return copy
}
