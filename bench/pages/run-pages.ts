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

/** Measures one page after another in a browser of their own. */
export async function runPages(url: string, rows: number): Promise<Section[]> {
  const sections: Section[] = [firstLoadSection()]
  const pages: readonly [string, Graphics, (page: Parameters<typeof benchMap>[0]) => Promise<Row[]>][] = [
    ['Workbench: interaction to next paint', 'drawn', (page) => benchWorkbench(page, url, rows)],
    ['Map: interaction to next paint, graphics card emulated', 'emulated', (page) => benchMap(page, url)],
    ['Case beside the list: interaction to next paint, graphics card emulated', 'emulated', (page) => benchCase(page, url)],
  ]
  for (const [title, graphics, measure] of pages) {
    const before = currentLoad()
    const browser = await startBenchBrowser(graphics)
    try {
      const { page } = await visit(browser, `${url}/healthz`, {}, (context) =>
        context.request.post(`${url}/api/sessions`, { data: { login: READER, password: DEMO_PASSWORD } }),
      )
      await observe(page)
      sections.push({ title, rows: await measure(page), load: [before, currentLoad()] })
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
