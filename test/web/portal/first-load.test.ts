import { beforeAll, expect, test } from 'vitest'
import { firstLoad } from '../console/first-load.ts'
import { buildPages, pagesDir } from '../console/site.ts'

beforeAll(buildPages)

test('the first load of the page for residents stays within 200 kB gzip, without map and component library', () => {
  const { bytes, files } = firstLoad(pagesDir, ['portal/index.html'])
  process.stdout.write(`first load of the portal: ${bytes} bytes gzip in ${files.length} files\n`)
  expect(bytes).toBeLessThanOrEqual(200_000)
  expect(bytes).toBeGreaterThan(50_000)
  expect(files.filter((file) => /maplibre|antd/.test(file))).toEqual([])
})
