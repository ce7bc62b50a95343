import { installPackages } from './apt.mjs'

const SUPPORTED = [18, 17, 16, 15]

/** Installs PostgreSQL with PostGIS from the distribution's packages. Returns whether it did; when it cannot, says what to run. */
export function installPostgres() {
  if (installPackages(...SUPPORTED.map((version) => [`postgresql-${version}`, `postgresql-${version}-postgis-3`]))) return true
  process.stderr.write(
    'PostgreSQL 15 or newer with PostGIS is not installed and could not be installed from here.\n' +
      'On Debian or Ubuntu run: sudo apt-get install postgresql postgis postgresql-15-postgis-3 (the number as offered there), then npm test again.\n',
  )
  return false
}
