import { installPackages } from './apt.mjs'

const PACKAGES = ['chromium', 'fonts-noto-cjk']

/** Installs Chromium and a Chinese font from the distribution's packages. Returns whether it did; when it cannot, says what to run. */
export function installChromium() {
  if (installPackages(PACKAGES)) return true
  process.stderr.write(
    'Chromium is not installed and could not be installed from here.\n' +
      `On Debian run: sudo apt-get install ${PACKAGES.join(' ')}; elsewhere install Chromium or Chrome and name it in WANGGE_CHROMIUM, then npm test again.\n`,
  )
  return false
}
