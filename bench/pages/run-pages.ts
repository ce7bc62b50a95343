import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { readConfig } from '#platform/config.ts'
import { visit } from '#test/web/browser.ts'
import { FIRST_LOAD_MOST, firstLoad } from '#test/web/console/first-load.ts'
import { currentLoad, type Row, type Section } from '../report.ts'
import { observe } from './interactions.ts'
import { benchMap } from './map.ts'
import { type Graphics, startBenchBrowser } from './start-browser.ts'
import { benchCase, benchWorkbench } from './workbench.ts'

/** Somebody who sees the whole city. */
export const READER = 'city-duty-chief'

interface Measured {
  readonly name: string
  readonly title: string
  readonly graphics: Graphics
  readonly measure: (page: Page) => Promise<Row[]>
}

const measured = (url: string, rows: number): readonly Measured[] => [
  { name: 'workbench', title: 'Workbench', graphics: 'drawn', measure: (page) => benchWorkbench(page, url, rows) },
  { name: 'map', title: 'Map', graphics: 'emulated', measure: (page) => benchMap(page, url) },
  { name: 'case', title: 'Case beside the list', graphics: 'emulated', measure: (page) => benchCase(page, url) },
]
const GRAPHICS: Readonly<Record<Graphics, string>> = { drawn: '', emulated: ', graphics card emulated' }

/** Measures one page after another in a browser of their own: those named, or all. */
export async function runPages(url: string, rows: number, only: readonly string[] = []): Promise<Section[]> {
  const sections: Section[] = [firstLoadSection()]
  const pages = measured(url, rows).filter(({ name }) => only.length === 0 || only.includes(name))
  for (const { title, graphics, measure } of pages) {
    const before = currentLoad()
    const browser = await startBenchBrowser(graphics)
    try {
      const { page } = await visit(browser, `${url}/healthz`, {}, (context) =>
        context.request.post(`${url}/api/sessions`, { data: { login: READER, password: DEMO_PASSWORD } }),
      )
      await observe(page)
      sections.push({
        title: `${title}: interaction to next paint${GRAPHICS[graphics]}`,
        rows: await measure(page),
        load: [before, currentLoad()],
      })
    } finally {
      await browser.close()
    }
  }
  return sections
}

function firstLoadSection(): Section {
  const { bytes, files } = firstLoad(readConfig(process.env).pagesDir)
  const row = {
    what: 'console and workbench, gzip',
    figure: bytes,
    goal: { most: FIRST_LOAD_MOST, unit: 'bytes' },
    detail: `${files.length} files`,
  }
  return { title: 'First load', rows: [row], load: [currentLoad(), currentLoad()] }
}
