import { spawnSync } from 'node:child_process'

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

const isOffered = (name) => succeeds('apt-cache', ['show', name])

/**
 * Installs the first of these groups of packages that the distribution offers whole (Debian and its kin, as root or with passwordless sudo).
 * Reads apt's lists as they are and fetches them anew only when they offer none of the groups. Returns whether it did.
 */
export function installPackages(...groups) {
  const prefix = succeeds('apt-get', ['--version']) ? asRoot() : undefined
  if (!prefix) return false
  const offered = () => groups.find((names) => names.every(isOffered))
  const names = offered() ?? (aptGet(prefix, ['update']) ? offered() : undefined)
  return names !== undefined && aptGet(prefix, ['install', '-y', '--no-install-recommends', ...names])
}
