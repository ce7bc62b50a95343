import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

/** Bytes of the first load, as a server sends them, that no change may pass. */
export const FIRST_LOAD_MOST = 350_000
const ENTRY = 'console/index.html'
const WORKBENCH = 'console/cases/workbench/workbench-page.tsx'

export interface FirstLoad {
  /** Bytes, gzip. */
  readonly bytes: number
  readonly files: readonly string[]
}

/** A chunk and everything it needs before it runs. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, name: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`the manifest has no ${name}`)
  if (found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const css of chunk.css ?? []) found.add(css)
  for (const each of chunk.imports ?? []) filesOf(manifest, each, found)
  return found
}

/** What a reader's browser fetches before these entries stand, with all they need; before the workbench unless said otherwise. Throws for pages that were not built. */
export function firstLoad(pagesDir: string, entries: readonly string[] = [ENTRY, WORKBENCH]): FirstLoad {
  const manifest = JSON.parse(readFileSync(join(pagesDir, 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const files = [...entries.reduce((found, entry) => filesOf(manifest, entry, found), new Set<string>())]
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(pagesDir, file)), { level: 6 }).length, 0)
  return { bytes, files }
}
