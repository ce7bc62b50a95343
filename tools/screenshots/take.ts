/** Takes a picture of every page in both languages, both themes and both widths: npm run screenshots [-- <name> …]. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { startBrowser } from '#test/web/browser.ts'
import { signedIn } from '#test/web/console/client.ts'
import { SHOTS, type Shot } from './shots.ts'
import { startFullSite } from './site.ts'

const OUT = fileURLToPath(new URL('../../screenshots/', import.meta.url))
const README = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const LANGUAGES = { zh: 'zh-CN', en: 'en-GB' } as const
const THEMES = ['light', 'dark'] as const
const DESKS = [{ width: 1440, height: 810 }, { width: 1024, height: 768 }] as const // biome-ignore format: one line
const WALL = [{ width: 1920, height: 1080 }] as const
/** A cheap phone and a usual one, held in 官渡 (Guandu). */
const PHONES = [{ width: 360, height: 740 }, { width: 390, height: 844 }] as const // biome-ignore format: one line
const IN_HAND = { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } as const
const HERE = { geolocation: { longitude: 102.7435, latitude: 25.0167, accuracy: 12 }, permissions: ['geolocation'] }

interface Look {
  readonly language: keyof typeof LANGUAGES
  readonly theme: (typeof THEMES)[number]
  readonly viewport: { readonly width: number; readonly height: number }
}

/** A phone is small: the narrow one in Chinese by day and the wide one in English by night show what there is to see. */
const IN_POCKET: readonly Look[] = [
  { language: 'zh', theme: 'light', viewport: PHONES[0] },
  { language: 'en', theme: 'dark', viewport: PHONES[1] },
]

const looksOf = ({ wall, phone }: Shot): readonly Look[] =>
  phone
    ? IN_POCKET
    : (['zh', 'en'] as const).flatMap((language) =>
        (wall ? (['dark'] as const) : THEMES).flatMap((theme) => (wall ? WALL : DESKS).map((viewport) => ({ language, theme, viewport }))),
      )

async function take(browser: Browser, url: string, shot: Shot, { language, theme, viewport }: Look): Promise<string> {
  const context = await browser.newContext({
    locale: LANGUAGES[language],
    timezoneId: 'Asia/Shanghai',
    viewport,
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(shot.phone && IN_HAND),
    ...(shot.phone && !shot.nowhere && HERE),
  })
  context.setDefaultTimeout(30_000)
  const file = `${shot.name}-${viewport.width}-${language}-${theme}.png`
  try {
    if (shot.login !== null) await context.request.post(`${url}/api/sessions`, { data: { login: shot.login, password: DEMO_PASSWORD } })
    const path = typeof shot.path === 'string' ? shot.path : await shot.path(await signedIn(url, shot.login ?? '', DEMO_PASSWORD))
    const page = await context.newPage()
    await page.goto(url + path)
    await page.waitForSelector(shot.ready)
    await shot.prepare?.(page, (login) => signedIn(url, login, DEMO_PASSWORD))
    // The map goes on loading tiles after its page is there; streams never end, so "network idle" would never come.
    await page.waitForTimeout(1500)
    await page.screenshot({ path: OUT + file })
  } finally {
    await context.close()
  }
  return file
}

const names = process.argv.slice(2)
const wanted = SHOTS.filter(({ name }) => names.length === 0 || names.includes(name))
mkdirSync(OUT, { recursive: true })
mkdirSync(README, { recursive: true })
const site = await startFullSite()
const browser = await startBrowser()
let failed = 0
try {
  for (const shot of wanted) {
    for (const look of looksOf(shot)) {
      const file = await take(browser, site.url, shot, look).catch((error: unknown) => {
        failed++
        process.stdout.write(`${shot.name} ${JSON.stringify(look)}: ${String(error)}\n`)
      })
      if (file) process.stdout.write(`${file}\n`)
      if (file && shot.readme && /-(1440|1920|360)-zh-(light|dark)/.test(file) && (shot.wall || look.theme === 'light'))
        await sharp(OUT + file)
          .png({ palette: true, quality: 90, effort: 10 })
          .toFile(`${README}${shot.name}.png`)
    }
  }
} finally {
  await browser.close()
  await site.stop()
}
process.exitCode = failed === 0 ? 0 : 1
