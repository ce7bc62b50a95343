import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildPages, pagesDir } from './site.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

/** Bytes, as a server sends them. */
const MOST = 350_000
const ENTRY = 'console/index.html'
const WORKBENCH = 'console/cases/workbench/workbench-page.tsx'

beforeAll(buildPages)

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

describe('the first load', () => {
  test('of console and workbench together stays within 350 kB gzip, without map and charts', () => {
    const manifest = JSON.parse(readFileSync(join(pagesDir, 'manifest.json'), 'utf8')) as Record<string, Chunk>
    const files = filesOf(manifest, WORKBENCH, filesOf(manifest, ENTRY))
    const sizes = [...files].map((file) => [file, gzipSync(readFileSync(join(pagesDir, file)), { level: 6 }).length] as const)
    const sum = sizes.reduce((total, [, size]) => total + size, 0)
    process.stdout.write(`first load: ${sum} bytes gzip in ${sizes.length} files\n`)
    expect(sum).toBeLessThanOrEqual(MOST)
    expect(sum).toBeGreaterThan(100_000)
    expect([...files].filter((file) => /maplibre|echarts/.test(file))).toEqual([])
  })
})
