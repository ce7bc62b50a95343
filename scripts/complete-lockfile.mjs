import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Adds to package-lock.json the builds for other platforms that npm left out because the registry it asked did not carry them.
 * Such a lock file is refused by `npm ci` on every platform. Run it after `npm install` against a partial mirror.
 */
const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']
const exact = /^\d+\.\d+\.\d+$/

function platformOf(name) {
  const parts = name.split(/[/-]/)
  const os = systems.find((system) => parts.includes(system))
  const cpu = processors.find((processor) => parts.includes(processor))
  if (!os || !cpu) throw new Error(`${name} does not name its platform; add it to package-lock.json by hand`)
  const libc = parts.some((part) => part.startsWith('musl')) ? 'musl' : 'glibc'
  return { cpu: [cpu], ...(os === 'linux' && { libc: [libc] }), os: [os] }
}

const isThere = (path, name) => [`node_modules/${name}`, `${path}/node_modules/${name}`].some((place) => place in lock.packages)

function* missing() {
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(optionalDependencies)) if (!isThere(path, name)) yield { name, version, dev }
}

for (const { name, version, dev } of [...missing()]) {
  if (!exact.test(version)) throw new Error(`${name} is wanted as ${version}, which does not name one version`)
  lock.packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
  process.stdout.write(`${name} ${version}\n`)
}
const inOrder = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(inOrder)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
