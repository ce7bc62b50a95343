import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '#test/support/find-chromium.ts'

/** 'drawn': pages are drawn by the processor alone, and no map can be. 'emulated': the same, and a graphics card is imitated for maps, as Chromium itself does where there is none. */
export type Graphics = 'drawn' | 'emulated'

const ARGS: Readonly<Record<Graphics, readonly string[]>> = {
  drawn: ['--disable-gpu'],
  emulated: ['--use-gl=angle', '--use-angle=swiftshader-webgl', '--enable-unsafe-swiftshader'],
}

/** Chromium as a bench needs it. Throws when there is none. */
export function startBenchBrowser(graphics: Graphics): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)')
  return chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-background-networking', ...ARGS[graphics]] })
}
