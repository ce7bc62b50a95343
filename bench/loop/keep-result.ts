import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { LoopResult } from './measure-loop.ts'
import { plotLoop } from './plot-loop.ts'
import { tellLoop } from './tell-loop.ts'

const STORED = new URL('../results/loop.jsonl', import.meta.url)
const PAGE = new URL('../../docs/performance.md', import.meta.url)
const PLOT = new URL('../../docs/performance.svg', import.meta.url)
const FIGURES = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/

/** One result a line. */
const storedResults = (): LoopResult[] =>
  existsSync(STORED)
    ? readFileSync(STORED, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as LoopResult)
    : []

/** Keeps a result in place of an earlier one of the same size and engine, and writes figures and plot of all that are kept into docs/performance. */
export function keepResult(facts: string, result: LoopResult): void {
  const others = storedResults().filter(({ past, engine }) => past !== result.past || engine !== result.engine)
  const kept = [...others, result].sort((a, b) => b.engine.localeCompare(a.engine) || a.past - b.past)
  writeFileSync(STORED, kept.map((each) => `${JSON.stringify(each)}\n`).join(''))
  writeFileSync(PLOT, plotLoop(kept))
  const page = readFileSync(PAGE, 'utf8')
  writeFileSync(
    PAGE,
    page.replace(FIGURES, (_, start: string, end: string) => `${start}\n${tellLoop(facts, kept)}\n${end}`),
  )
}
