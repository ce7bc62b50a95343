import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isRunnable } from './runnable.ts'

const OLDEST = 15
const PROGRAMS = '/usr/lib/postgresql'
const SHARED = '/usr/share/postgresql'

const isComplete = (bin: string): boolean => ['postgres', 'initdb'].every((name) => isRunnable(join(bin, name)))

/** Debian keeps the versions side by side, newest first here; one without PostGIS is no use to us. */
function debianDirectories(): string[] {
  if (!existsSync(PROGRAMS)) return []
  return readdirSync(PROGRAMS)
    .filter((version) => Number(version) >= OLDEST && existsSync(join(SHARED, version, 'extension', 'postgis.control')))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(PROGRAMS, version, 'bin'))
}

/** `pg_config` stands beside the server in every installation that is not Debian's and knows where its extensions are. */
function hasPostgis(bin: string): boolean {
  if (!isComplete(bin) || !isRunnable(join(bin, 'pg_config'))) return false
  const ask = (option: string): string => execFileSync(join(bin, 'pg_config'), [option], { encoding: 'utf8' }).trim()
  const version = Number(/\d+/.exec(ask('--version'))?.[0])
  return version >= OLDEST && existsSync(join(ask('--sharedir'), 'extension', 'postgis.control'))
}

/** The program directory of a PostgreSQL 15 or newer with PostGIS: Debian's newest, else the first on the PATH; undefined when there is none. */
export const findPostgres = (): string | undefined =>
  debianDirectories().find(isComplete) ?? (process.env.PATH ?? '').split(delimiter).find(hasPostgis)
