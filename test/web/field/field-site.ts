import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { type Client, signedIn } from '../console/client.ts'
import type { ConsoleTest } from '../console/console.ts'
import { buildPages, type ConsoleSite, pagesDir, startConsoleSite } from '../console/site.ts'
import { type Line, layLine } from './line.ts'

export interface FieldSite {
  readonly site: ConsoleSite
  readonly line: Line
  as(login: string): Promise<Client>
  /** For arranging cases as the console's tests do. */
  readonly console: Pick<ConsoleTest, 'as'>
  /** Puts another release of the field app in place. */
  release(): void
  stop(): Promise<void>
}

/** The real server with pages of its own, so that a release can be made of them, behind a line that can be cut. */
export async function startFieldSite(): Promise<FieldSite> {
  buildPages()
  const pages = mkdtempSync(join(tmpdir(), 'wangge-field-pages-'))
  cpSync(pagesDir, pages, { recursive: true })
  const before = process.env.WANGGE_PAGES
  process.env.WANGGE_PAGES = pages
  const site = await startConsoleSite().finally(() => {
    if (before === undefined) delete process.env.WANGGE_PAGES
    else process.env.WANGGE_PAGES = before
  })
  const line = await layLine(site.url)
  const as = (login: string): Promise<Client> => signedIn(site.url, login, DEMO_PASSWORD)
  let releases = 0
  return {
    site,
    line,
    as,
    console: { as },
    release: () => {
      const worker = join(pages, 'field/worker.js')
      writeFileSync(worker, readFileSync(worker, 'utf8').replace(/(?<=version:["'`])[0-9a-f]+/, `${++releases}`.padStart(16, '0')))
    },
    stop: async () => {
      await line.close()
      await site.stop()
      rmSync(pages, { recursive: true, force: true })
    },
  }
}

/** A photo like no other: a band of its own in a colour of its own, larger than the phone sends it. */
export const makePhoto = (seed: number): Promise<Buffer> =>
  sharp({
    create: { width: 1920, height: 1440, channels: 3, background: { r: (seed * 37) % 256, g: (seed * 91) % 256, b: (seed * 53) % 256 } },
  })
    .composite([
      {
        input: { create: { width: 300 + ((seed * 20) % 900), height: 200, channels: 3, background: 'white' } },
        left: (seed * 10) % 700,
        top: (seed * 15) % 1200,
      },
    ])
    .jpeg({ quality: 90 })
    .toBuffer()

/** The page's clock goes with the site's. */
export const clockOf = (site: ConsoleSite, wrongBy = 0): string => `(() => {
  const [RealDate, offset] = [Date, ${site.now().getTime() - Date.now() + wrongBy}]
  class ShiftedDate extends RealDate {
    constructor(...given) {
      super(...(given.length > 0 ? given : [RealDate.now() + offset]))
    }
    static now() {
      return RealDate.now() + offset
    }
  }
  globalThis.Date = ShiftedDate
})()`
