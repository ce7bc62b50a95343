import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'

/** What a figure must not pass. */
export interface Goal {
  readonly most: number
  readonly unit: string
}

export interface Row {
  readonly what: string
  readonly figure: number
  readonly goal: Goal
  /** Where the figure comes from, in few words. */
  readonly detail: string
}

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
  /** Load of the machine (one minute) when the section began and ended. */
  readonly load: readonly [number, number]
}

export const currentLoad = (): number => loadavg()[0] ?? Number.NaN

const browserVersion = (path: string | undefined): string =>
  path ? execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() : 'no browser'

/** The machine the figures are of. */
export function machineFacts(browser: string | undefined): string {
  const cores = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return [`${cores.length} cores (${cores[0]?.model ?? 'unknown'})`, memory, `Node ${process.version}`, browserVersion(browser)].join(', ')
}

const tell = ({ most, unit }: Goal, figure: number): string =>
  `${Math.round(figure).toLocaleString('en-GB')} ${unit} | ≤ ${most.toLocaleString('en-GB')} ${unit}`
const verdict = ({ goal, figure }: Row): string => (figure <= goal.most ? 'met' : 'not met')

/** The sections as markdown, for people and for results/. */
export const report = (facts: string, sections: readonly Section[]): string =>
  [
    `${new Date().toISOString().slice(0, 16)}Z, ${facts}`,
    ...sections.flatMap(({ title, rows, load }) => [
      '',
      `## ${title}`,
      '',
      `Load of the machine: ${load.map((each) => each.toFixed(1)).join(' → ')}`,
      '',
      '| what | figure | goal | | |',
      '|---|---:|---:|---|---|',
      ...rows.map((row) => `| ${row.what} | ${tell(row.goal, row.figure)} | ${verdict(row)} | ${row.detail} |`),
    ]),
    '',
  ].join('\n')
