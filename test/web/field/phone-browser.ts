import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '#test/support/find-chromium.ts'
import { PLACE } from '../console/arrange.ts'

const ARGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--remote-debugging-port=0', '--lang=zh-CN', '--accept-lang=zh-CN', '--window-size=360,740',
] // biome-ignore format: a list
const PROFILE = 'DevToolsActivePort'

/** A phone: a browser whose profile outlives it, so that it can be killed and come back. */
export class PhoneBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'wangge-phone-'))
  readonly #init: string
  readonly size: { readonly width: number; readonly height: number }
  #process: ChildProcess | undefined
  #browser: Browser | undefined
  readonly errors: string[] = []

  /** `init` runs before each page, as its clock. */
  constructor(init: string, size = { width: 360, height: 740 }) {
    this.#init = init
    this.size = size
  }

  /** Switches it on and opens a page; what it kept is there. */
  async open(url: string): Promise<Page> {
    const executable = findChromium()
    if (executable === undefined) throw new Error('Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)')
    rmSync(join(this.#profile, PROFILE), { force: true })
    this.#process = spawn(executable, [...ARGS, `--user-data-dir=${this.#profile}`, 'about:blank'], { stdio: 'ignore', detached: true })
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${await this.#port()}`)
    const [context] = this.#browser.contexts()
    if (!context) throw new Error('the browser has no profile')
    return this.#page(context, url)
  }

  async #page(context: BrowserContext, url: string): Promise<Page> {
    const { origin } = new URL(url)
    await context.addInitScript(this.#init)
    await context.grantPermissions(['geolocation'], { origin })
    await context.setGeolocation({ longitude: PLACE.lon, latitude: PLACE.lat, accuracy: 12 })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    await page.setViewportSize(this.size)
    page.on('pageerror', (error) => this.errors.push(error.message))
    await page.goto(url)
    return page
  }

  async #port(): Promise<string> {
    const file = join(this.#profile, PROFILE)
    for (let round = 0; round < 300; round++) {
      const port = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : ''
      if (port) return port
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('Chromium did not start')
  }

  /** Ends it in the middle of whatever it does, as a phone does that runs out of memory: all its processes, at once. */
  async kill(): Promise<void> {
    const { pid } = this.#process ?? {}
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve))
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    await ended
    await this.#browser?.close().catch(() => {})
    for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(join(this.#profile, name), { force: true })
  }

  async throwAway(): Promise<void> {
    await this.kill().catch(() => {})
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
