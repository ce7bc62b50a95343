import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(m?js|css|svg|json)$/
/** Below it a header costs as much as it saves, bytes. */
const WORTH_IT = 1024
/** A step below the best: a twentieth of its time, and hardly larger. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/**
 * Puts each text file of the pages beside itself in Brotli and gzip, once at the build, so that a phone on a slow line fetches a third of it from a
 * server that compresses nothing on the way.
 */
export const compressedFiles: Plugin = {
  name: 'compressed-files',
  apply: 'build',
  writeBundle({ dir = '' }) {
    const assets = join(dir, 'assets')
    for (const file of readdirSync(assets).filter((name) => TEXT.test(name))) {
      const content = readFileSync(join(assets, file))
      if (content.length < WORTH_IT) continue
      writeFileSync(join(assets, `${file}.br`), brotliCompressSync(content, BROTLI))
      writeFileSync(join(assets, `${file}.gz`), gzipSync(content, { level: 9 }))
    }
  },
}
