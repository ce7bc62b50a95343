import type { Page } from 'playwright-core'
import type { Goal, Row } from '../report.ts'

/** Interaction to next paint: https://web.dev/articles/inp calls up to 200 ms good. */
export const INTERACTION_GOAL: Goal = { most: 200, unit: 'ms' }
/** The page may draw and ask the server before the next key or press, ms. */
const PAUSE = 250
/** Events shorter than this the browser does not tell of, ms. */
const SHORTEST = 16

/** One event of an interaction as the Event Timing API tells it, ms. */
interface TimedEvent {
  readonly id: number
  readonly start: number
  readonly processingStart: number
  readonly processingEnd: number
  readonly duration: number
}

/** Collects the events of interactions from here on, also on pages opened later. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(`{
    globalThis.benchEvents = []
    new PerformanceObserver((list) => {
      for (const { interactionId: id, startTime: start, processingStart, processingEnd, duration } of list.getEntries())
        if (id > 0) benchEvents.push({ id, start, processingStart, processingEnd, duration })
    }).observe({ type: 'event', durationThreshold: ${SHORTEST} })
  }`)
}

const take = (page: Page): Promise<TimedEvent[]> =>
  page.evaluate(`new Promise((resolve) => setTimeout(() => resolve(benchEvents.splice(0)), 400))`)

/** Each interaction from its first event to the paint after its last, longest first: a press is several events that one frame answers. */
function interactionsOf(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const whole = new Map<number, TimedEvent>()
  for (const event of events) {
    const before = whole.get(event.id)
    const longest = before === undefined || event.duration > before.duration ? event : before
    whole.set(event.id, {
      ...longest,
      processingStart: Math.max(longest.start, Math.min(before?.processingStart ?? Number.POSITIVE_INFINITY, event.processingStart)),
      processingEnd: Math.max(before?.processingEnd ?? 0, event.processingEnd),
    })
  }
  return [...whole.values()].sort((a, b) => b.duration - a.duration)
}

/** Input delay, work of the page and presentation delay of one interaction, which together are its duration. */
const partsOf = ({ start, processingStart, processingEnd, duration }: TimedEvent): string =>
  [processingStart - start, processingEnd - processingStart, start + duration - processingEnd]
    .map((part) => Math.max(0, Math.round(part)))
    .join(' + ')

/** Does something `times` times and tells how long the reader waited for the next paint: the worst, p98 and what the worst was made of. */
export async function timeInteractions(
  page: Page,
  what: string,
  times: number,
  act: (nth: number) => Promise<void>,
  pause = PAUSE,
): Promise<Row> {
  await take(page)
  for (let nth = 0; nth < times; nth++) {
    await act(nth)
    await page.waitForTimeout(pause)
  }
  const found = interactionsOf(await take(page))
  const [worst] = found
  if (!worst) return { what, figure: SHORTEST, goal: INTERACTION_GOAL, detail: `${times} times, all under ${SHORTEST} ms` }
  const p98 = found[Math.floor(found.length * 0.02)]?.duration ?? worst.duration
  return { what, figure: worst.duration, goal: INTERACTION_GOAL, detail: `p98 ${p98}; worst: delay + work + drawing ${partsOf(worst)}` }
}

/** The longest gap between two frames while something moves: scrolling is no interaction of the Event Timing API. */
export async function timeFrames(page: Page, what: string, move: () => Promise<void>): Promise<Row> {
  await page.evaluate(`{
    globalThis.benchGap = 0
    let last = performance.now()
    const tick = (now) => { benchGap = Math.max(benchGap, now - last); last = now; globalThis.benchTick = requestAnimationFrame(tick) }
    globalThis.benchTick = requestAnimationFrame(tick)
  }`)
  await move()
  const gap = await page.evaluate<number>(`(cancelAnimationFrame(benchTick), benchGap)`)
  return { what, figure: gap, goal: INTERACTION_GOAL, detail: 'longest gap between two frames' }
}
