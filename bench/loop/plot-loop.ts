import type { LoopResult } from './measure-loop.ts'

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [720, 320, 60, 40, 50]
const INK = '#1f2933'
const FAINT = '#d5dbe1'
const HTTP = '#1668dc'
const BARE = '#8a94a0'

const text = (x: number, y: number, words: string, more = ''): string => `<text x="${x}" y="${y}" fill="${INK}" ${more}>${words}</text>`

/** Bars of lifecycles a second, over HTTP and by pgbench, for each size of history, as an SVG picture. */
export function plotLoop(results: readonly LoopResult[]): string {
  const most = Math.max(...results.flatMap(({ rate, bare }) => [rate, bare ?? 0])) * 1.1
  const y = (rate: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - rate / most)
  const step = (WIDTH - LEFT - 20) / Math.max(1, results.length)
  const bar = (x: number, rate: number, colour: string): string => {
    const [width, top] = [step * 0.3, y(rate)]
    const label = text(x + width / 2, top - 5, rate.toFixed(rate < 100 ? 1 : 0), 'text-anchor="middle"')
    return `<rect x="${x.toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${(HEIGHT - BOTTOM - top).toFixed(1)}" fill="${colour}"/>${label}`
  }
  const bars = results.map(({ past, engine, rate, bare }, index) => {
    const x = LEFT + step * (index + 0.15)
    const name = `${past.toLocaleString('en-GB')}${engine === 'embedded' ? ' embedded' : ''}`
    const under = text(x + step * 0.33, HEIGHT - BOTTOM + 20, name, 'text-anchor="middle"')
    return bar(x, rate, HTTP) + (bare === null ? '' : bar(x + step * 0.35, bare, BARE)) + under
  })
  const key = [
    `<rect x="${LEFT}" y="12" width="12" height="12" fill="${HTTP}"/>`,
    text(LEFT + 18, 22, 'over HTTP'),
    `<rect x="${LEFT + 110}" y="12" width="12" height="12" fill="${BARE}"/>`,
    text(LEFT + 128, 22, 'the same writes by pgbench'),
  ]
  const axis = `<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}" stroke="${FAINT}"/>`
  const title = text(WIDTH / 2, HEIGHT - 10, 'lifecycles a second, by past cases', 'text-anchor="middle"')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${[axis, ...key, ...bars, title].join('\n')}
</svg>
`
}
