import { beforeAll, describe, expect, test } from 'vitest'
import { FIRST_LOAD_MOST, firstLoad } from './first-load.ts'
import { buildPages, pagesDir } from './site.ts'

beforeAll(buildPages)

describe('the first load', () => {
  test('of console and workbench together stays within 350 kB gzip, without map and charts', () => {
    const { bytes, files } = firstLoad(pagesDir)
    process.stdout.write(`first load: ${bytes} bytes gzip in ${files.length} files\n`)
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_MOST)
    expect(bytes).toBeGreaterThan(100_000)
    expect(files.filter((file) => /maplibre|echarts/.test(file))).toEqual([])
  })
})
