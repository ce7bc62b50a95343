import { spawnSync } from 'node:child_process'

const SUPPORTED = [18, 17, 16, 15]
const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** The prefix that makes a command run as root, or undefined where that takes a password. */
function asRoot() {
  if (process.getuid?.() === 0) return []
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}

function aptGet(prefix, args) {
  const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
  return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

/** Reads apt's lists as they are and fetches them anew only when they hold none of the packages. */
function newestOffered(prefix) {
  const offered = () => SUPPORTED.find((version) => succeeds('apt-cache', ['show', `postgresql-${version}-postgis-3`]))
  return offered() ?? (aptGet(prefix, ['update']) ? offered() : undefined)
}

/**
 * Installs PostgreSQL with PostGIS from the distribution's packages (Debian and its kin, as root or with passwordless sudo).
 * Returns whether it did; when it cannot, says what to run.
 */
export function installPostgres() {
  const prefix = succeeds('apt-get', ['--version']) ? asRoot() : undefined
  const version = prefix && newestOffered(prefix)
  const packages = version ? [`postgresql-${version}`, `postgresql-${version}-postgis-3`] : []
  if (prefix && version && aptGet(prefix, ['install', '-y', '--no-install-recommends', ...packages])) return true
  process.stderr.write(
    'PostgreSQL 15 or newer with PostGIS is not installed and could not be installed from here.\n' +
      'On Debian or Ubuntu run: sudo apt-get install postgresql postgis postgresql-15-postgis-3 (the number as offered there), then npm test again.\n',
  )
  return false
}
