import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED_NODE = 24
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }

const run = (command, args, extra = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...environment, ...extra } }).status ?? 1
const say = (text) => process.stdout.write(`${text}\n`)
const title = (text) => say(`\n== ${text}`)

/** npm may have been started by an older Node; the one the project brings along takes over. */
function runUnderOwnNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE) return
  const own = join(bin, 'node')
  if (!existsSync(own)) {
    say(`Node ${NEEDED_NODE} or newer is needed: run npm ci first (it brings one along on Linux), or install it.`)
    process.exit(1)
  }
  process.exit(run(own, process.argv.slice(1)))
}

/** `--engine embedded|server` asks for one engine, `--soak` for what takes longer than a day's patience; everything else goes to vitest. */
function parse(args) {
  if (args.includes('--soak')) return { soak: true, rest: args.filter((arg) => arg !== '--soak') }
  const at = args.indexOf('--engine')
  if (at < 0) return { engines: ['embedded', 'server'], rest: args }
  const engine = args[at + 1]
  if (engine !== 'embedded' && engine !== 'server') throw new Error('--engine takes embedded or server')
  return { engines: [engine], rest: args.toSpliced(at, 2) }
}

const nothing = { passed: 0, failed: 0, skipped: 0, faults: [], retried: [] }
const fails = (fault) => ({ ...nothing, failed: 1, faults: [fault] })

function check(name, command, args) {
  title(name)
  return run(command, args) === 0 ? nothing : fails(name)
}

/** The first lines of what a failed test said, under its name: a run of many minutes is read from its end. */
const tellFault = (step, file, name, message) =>
  `${step}: ${relative(root, file)}${name ? ` > ${name}` : ''}\n${(message ?? '').split('\n').slice(0, 12).join('\n').slice(0, 1500)}`

/** What passed at last, with what went wrong before: a test that often needs that is to be mended. */
const listRetried = (step, result) =>
  result.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map((test) => tellFault(step, file.name, test.fullName, test.failureMessages[0])),
  )

const listFaults = (step, result) =>
  result.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0 && file.status === 'failed') return [tellFault(step, file.name, '', file.message)]
    return failed.map((test) => tellFault(step, file.name, test.fullName, test.failureMessages[0]))
  })

/** A test file that cannot be loaded has no tests to fail, so a run that ends badly counts as one failure at least. */
function readResult(step, path, status) {
  if (!existsSync(path)) return fails(`${step}: ended before it could tell its results`)
  const result = JSON.parse(readFileSync(path, 'utf8'))
  const failed = Math.max(result.numFailedTests, status === 0 ? 0 : 1)
  const told = listFaults(step, result)
  const faults = failed > 0 && told.length === 0 ? [`${step}: ended with ${status}, an error outside every test is told above`] : told
  const skipped = result.numPendingTests + result.numTodoTests
  return { passed: result.numPassedTests, failed, skipped, faults, retried: listRetried(step, result) }
}

function vitest(name, engine, args, extra = {}) {
  title(name)
  const directory = mkdtempSync(join(tmpdir(), 'wangge-test-'))
  const output = join(directory, 'result.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`]
  const status = run('vitest', ['run', ...reporters, ...args], { WANGGE_TEST_ENGINE: engine, ...extra })
  const result = readResult(name, output, status)
  rmSync(directory, { recursive: true, force: true })
  return result
}

async function canRunServer() {
  const { findPostgres } = await import('../test/support/find-postgres.ts')
  if (process.env.WANGGE_TEST_DATABASE_URL || findPostgres()) return true
  title('installing PostgreSQL and PostGIS')
  const { installPostgres } = await import('./install-postgres.mjs')
  return installPostgres()
}

async function canRunPages() {
  const { findChromium } = await import('../test/support/find-chromium.ts')
  if (findChromium()) return true
  title('installing Chromium')
  const { installChromium } = await import('./install-chromium.mjs')
  return installChromium()
}

/** The README's walk-through uses curl, and a test runs every command of it. */
async function haveCurl() {
  if (spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0) return
  const { installPackages } = await import('./apt.mjs')
  if (!installPackages(['curl'])) say('curl is not installed: on Debian run sudo apt-get install curl, then npm test again.')
}

const NO_SERVER = 'tests on the server engine: no PostgreSQL with PostGIS, see above'

const testEngine = async (engine, rest) =>
  engine === 'embedded' || (await canRunServer()) ? vitest(`tests on the ${engine} engine`, engine, rest) : fails(NO_SERVER)

/** Pages are the same on both engines, so they are tested on the quicker one of those asked for. */
async function testPages(engine, rest) {
  if (!(await canRunPages())) return fails('pages in Chromium: no Chromium, see above')
  return vitest('pages in Chromium', engine, ['--passWithNoTests', ...rest], { WANGGE_TEST_WEB: '1' })
}

/** The loop under ten times as many random actions, the whole replay of real requests, fifty kills of each engine, ten thousand requests sent again. */
const SOAK = { WANGGE_TEST_SOAK: '1', WANGGE_LOOP_ACTIONS: process.env.WANGGE_LOOP_ACTIONS ?? '200000' }
const soakFiles = ['test/soak', 'test/cases/lifecycle.model.test.ts', 'test/faults/concurrency.test.ts']
const soakSteps = (rest) => [
  async () =>
    (await canRunServer()) ? vitest('soak on the server engine', 'server', rest.length > 0 ? rest : soakFiles, SOAK) : fails(NO_SERVER),
]

/** Every step of the suite, in order; a step returns its counts. */
function steps({ engines, rest, soak }) {
  if (soak) return soakSteps(rest)
  return [
    () => check('style', 'biome', ['check', '.']),
    () => check('types', 'tsc', ['-p', '.']),
    () => check('types of the pages', 'tsc', ['-p', 'web']),
    () => check('types of the tests that use their code', 'tsc', ['-p', 'test/web']),
    ...engines.map((engine) => () => testEngine(engine, rest)),
    () => testPages(engines.at(-1), rest),
  ]
}

const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  faults: [...one.faults, ...other.faults],
  retried: [...one.retried, ...other.retried],
})

async function main() {
  await haveCurl()
  let sum = nothing
  for (const step of steps(parse(process.argv.slice(2)))) sum = add(sum, await step())
  if (sum.retried.length > 0) title(`what passed only when tried again\n${sum.retried.join('\n\n')}`)
  if (sum.faults.length > 0) title(`what failed\n${sum.faults.join('\n\n')}`)
  say(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
  process.exitCode = sum.failed === 0 ? 0 : 1
}

runUnderOwnNode()
await main()
