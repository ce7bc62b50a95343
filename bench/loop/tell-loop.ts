import type { CallFigures } from './figures.ts'
import type { LoopResult } from './measure-loop.ts'
import { SPIKE } from './spike.ts'

const many = (count: number): string => count.toLocaleString('en-GB')
const ms = (figure: number): string => (figure < 10 ? figure.toFixed(1) : String(Math.round(figure)))
const verdict = (met: boolean): string => (met ? 'met' : 'not met')

const RATE_KEPT = 0.9
const RATIO = 0.5
const LIST_MS = 50
const DASHBOARD_MS = 100
const RECOVERY_SECONDS = 5

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
]

const nameOf = ({ past, engine }: LoopResult): string => `${many(past)}${engine === 'embedded' ? ' (embedded)' : ''}`

function ratesTable(results: readonly LoopResult[]): string[] {
  const none = results.find(({ past, engine }) => past === 0 && engine === 'server')
  const rows = results.map((result) => {
    const { rate, bare, processor, load } = result
    const spent =
      processor === null
        ? ''
        : [processor.server, processor.database, processor.asker, processor.bare].map((each) => each.toFixed(1)).join(' / ')
    const kept = none && result.engine === 'server' ? (rate / none.rate).toFixed(2) : ''
    const loads = load.map((each) => each.toFixed(1)).join(' → ')
    return [
      nameOf(result),
      result.at.slice(0, 16),
      rate.toFixed(1),
      kept,
      bare === null ? '' : bare.toFixed(1),
      bare === null ? '' : (rate / bare).toFixed(2),
      spent,
      loads,
    ]
  })
  const head = [
    'past cases',
    'measured, UTC',
    'lifecycles/s',
    'of that at 0',
    'pgbench/s',
    'ratio',
    'processor a lifecycle, ms: server / PostgreSQL / asker / PostgreSQL under pgbench',
    'load',
  ]
  return table(head, rows)
}

const callsTable = (results: readonly LoopResult[], of: (result: LoopResult) => readonly CallFigures[]): string[] => {
  const names = [...new Set(results.flatMap((result) => of(result).map(({ call }) => call)))]
  const cell = (result: LoopResult, name: string): string => {
    const found = of(result).find(({ call }) => call === name)
    return found ? [found.p50, found.p95, found.p99].map(ms).join(' / ') : ''
  }
  return table(
    ['p50 / p95 / p99, ms', ...results.map(nameOf)],
    names.map((name) => [name, ...results.map((result) => cell(result, name))]),
  )
}

function spikeLines(result: LoopResult): string[] {
  const { spike } = result
  if (spike === null) return []
  const rows = spike.phases.map(({ rate, begun, p50, longest, recovered }) => [
    String(rate),
    String(begun),
    p50.toFixed(2),
    longest.toFixed(2),
    recovered.toFixed(1),
  ])
  const said = `${spike.failures.length} refused or lost; every closed case is there with its nine steps: ${spike.kept ? 'yes' : 'no'}`
  return [
    '',
    `### Spike ${SPIKE.join('→')}/s with ${nameOf(result)} past cases`,
    '',
    `${said}.`,
    '',
    ...table(['begun a second', 'begun', 'p50, s', 'longest, s', 'all closed after, s'], rows),
  ]
}

const p99Of = (result: LoopResult | undefined, start: string): number =>
  Math.max(...(result?.readings ?? []).filter(({ call }) => call.startsWith(start)).map(({ p99 }) => p99))

type GoalRow = readonly [what: string, found: string, asked: string, met: boolean]

const spikeGoals = (slowest: number, lost: boolean): readonly GoalRow[] => [
  ['spike: slowest recovery', `${slowest.toFixed(1)} s`, `≤ ${RECOVERY_SECONDS} s`, slowest <= RECOVERY_SECONDS],
  ['spike: lost', lost ? 'some' : 'nothing', 'nothing', !lost],
]

/** Each goal with what was found for it, in the largest history measured. */
function goals(results: readonly LoopResult[]): string[] {
  const served = results.filter(({ engine }) => engine === 'server')
  const [none, largest] = [served.find(({ past }) => past === 0), served.toSorted((a, b) => b.past - a.past)[0]]
  if (!none || !largest) return []
  const spiked = served.some(({ spike }) => spike !== null)
  const slowest = Math.max(...served.flatMap(({ spike }) => spike?.phases.map(({ recovered }) => recovered) ?? []))
  const lost = served.some(({ spike }) => spike && (spike.failures.length > 0 || !spike.kept))
  const ratio = Math.min(...served.map(({ rate, bare }) => rate / (bare ?? rate)))
  const at = `with ${many(largest.past)}`
  const rows: readonly GoalRow[] = [
    [`rate ${at} against 0`, (largest.rate / none.rate).toFixed(2), `≥ ${RATE_KEPT}`, largest.rate / none.rate >= RATE_KEPT],
    ['ratio to pgbench, the lowest', ratio.toFixed(2), `≥ ${RATIO}`, ratio >= RATIO],
    [`lists ${at}, p99`, `${ms(p99Of(largest, 'list'))} ms`, `≤ ${LIST_MS} ms`, p99Of(largest, 'list') <= LIST_MS],
    [`figures ${at}, p99`, `${ms(p99Of(largest, 'figures'))} ms`, `≤ ${DASHBOARD_MS} ms`, p99Of(largest, 'figures') <= DASHBOARD_MS],
    [`tile ${at}, p99`, `${ms(p99Of(largest, 'tile'))} ms`, `≤ ${DASHBOARD_MS} ms`, p99Of(largest, 'tile') <= DASHBOARD_MS],
    ...(spiked ? spikeGoals(slowest, lost) : []),
  ]
  return table(
    ['goal', 'found', 'asked', ''],
    rows.map(([what, found, asked, met]) => [what, found, asked, verdict(met)]),
  )
}

/** The measurements as markdown. */
export const tellLoop = (facts: string, results: readonly LoopResult[]): string =>
  [
    `Machine: ${facts}.`,
    '',
    '### Goals',
    '',
    ...goals(results),
    '',
    '### Lifecycles',
    '',
    ...ratesTable(results),
    '',
    '### Each call of a lifecycle',
    '',
    ...callsTable(results, ({ calls }) => calls),
    '',
    '### Readings, one after another',
    '',
    ...callsTable(
      results.filter(({ readings }) => readings.length > 0),
      ({ readings }) => readings,
    ),
    ...results.flatMap(spikeLines),
    '',
  ].join('\n')
