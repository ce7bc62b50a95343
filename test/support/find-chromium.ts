import { delimiter, join } from 'node:path'
import { isRunnable } from './runnable.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The program of Chromium or Chrome: WANGGE_CHROMIUM where it is set, else the first on the PATH; undefined when there is none. */
export function findChromium(): string | undefined {
  const asked = process.env.WANGGE_CHROMIUM
  if (asked) return isRunnable(asked) ? asked : undefined
  const directories = (process.env.PATH ?? '').split(delimiter)
  return NAMES.flatMap((name) => directories.map((directory) => join(directory, name))).find(isRunnable)
}
