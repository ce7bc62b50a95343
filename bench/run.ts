/** What the loop and the pages cost, measured on many cases. See README.md. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { findChromium } from '#test/support/find-chromium.ts'
import { startBenchSite } from './bench-site.ts'
import { runLoop } from './loop/run-loop.ts'
import { READER, runPages } from './pages/run-pages.ts'
import { measureServer } from './pages/server-times.ts'
import { runPhone } from './phone/run-phone.ts'
import { currentLoad, machineFacts, report, type Section } from './report.ts'
import { runWall } from './run-wall.ts'

const SECTIONS = ['loop', 'pages', 'phone', 'server', 'wall'] as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    open: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '5' },
    hours: { type: 'string', default: '24' },
    past: { type: 'string', default: '0,100000' },
    embedded: { type: 'string', default: '0' },
    clients: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '30' },
    spike: { type: 'string', default: '8' },
    write: { type: 'boolean', default: false },
  },
})

const count = (name: 'open' | 'rows' | 'runs' | 'hours' | 'clients' | 'seconds' | 'spike'): number => {
  if (!/^\d{1,8}$/.test(values[name])) throw new Error(`--${name} must be a whole number, it is ${values[name]}`)
  return Number(values[name])
}
const sizes = (name: 'past' | 'embedded'): number[] =>
  values[name]
    .split(',')
    .filter(Boolean)
    .map((size) => {
      if (!/^\d{1,8}$/.test(size)) throw new Error(`--${name} must be whole numbers, it is ${values[name]}`)
      return Number(size)
    })
const unknown = positionals.filter((each) => !SECTIONS.some((section) => section === each))
if (unknown.length > 0) throw new Error(`there are the sections ${SECTIONS.join(', ')}, not ${unknown.join(', ')}`)
const wanted = (section: (typeof SECTIONS)[number]): boolean => positionals.length === 0 || positionals.includes(section)

async function runServer(url: string): Promise<Section> {
  const before = currentLoad()
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: READER, password: DEMO_PASSWORD }),
  })
  const { token } = (await answer.json()) as { token: string }
  return {
    title: `Server: p95 of answers with ${values.open} open cases`,
    rows: await measureServer(url, token),
    load: [before, currentLoad()],
  }
}

function buildPages(): void {
  if (process.env.WANGGE_PAGES) return
  const script = fileURLToPath(new URL('../scripts/build-pages.mjs', import.meta.url))
  if (spawnSync(process.execPath, [script], { stdio: 'inherit' }).status !== 0) throw new Error('the pages could not be built')
}

if (wanted('loop')) {
  const pace = { clients: count('clients'), seconds: count('seconds') }
  const plan = { pace, warmSeconds: Math.min(5, pace.seconds), spikeSeconds: count('spike') }
  await runLoop({ past: sizes('past'), embedded: sizes('embedded'), plan, facts: machineFacts(undefined) }, values.write)
}
if (!SECTIONS.some((section) => section !== 'loop' && wanted(section))) process.exit()

buildPages()
const site = await startBenchSite(count('open'))
try {
  const sections: Section[] = []
  if (wanted('server')) sections.push(await runServer(site.url))
  if (wanted('pages')) sections.push(...(await runPages(site.url, count('rows'), values.only.split(',').filter(Boolean))))
  if (wanted('phone')) sections.push(...(await runPhone(site.url, count('runs'))))
  if (wanted('wall')) sections.push(await runWall(site.url, count('hours')))
  const text = report(machineFacts(findChromium()), sections)
  process.stdout.write(`${text}\n`)
  const kept = positionals.join() === 'phone' ? 'phone' : 'pages'
  if (values.write) writeFileSync(new URL(`./results/${kept}.md`, import.meta.url), `# ${kept === 'phone' ? 'Phone' : 'Pages'}\n\n${text}`)
} finally {
  await site.stop()
}
