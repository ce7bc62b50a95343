import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED_NODE = 24
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'dist', 'web', 'made-of')

/** Everything the pages are made of: their own files, the server's contracts and rules, and the packages. */
const SOURCES = ['web/**/*.*', 'server/**/*.ts', 'package-lock.json']

function fingerprint() {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function build(made) {
  process.stdout.write('构建网页… / building the pages…\n')
  const { status } = spawnSync('vite', ['build', '-c', 'web/vite.config.ts', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    // Pages are always those a reader gets, whatever the one who builds them is: a test sets NODE_ENV to its own.
    env: { ...process.env, NODE_ENV: 'production', PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stamp, made)
}

/** npm may have been started by an older Node; the one the project brings along takes over. */
if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE && existsSync(join(bin, 'node'))) {
  process.exit(spawnSync(join(bin, 'node'), process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
}
const made = fingerprint()
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== made) build(made)
