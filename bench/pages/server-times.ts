import { performance } from 'node:perf_hooks'
import type { Goal, Row } from '../report.ts'

/** Where the city as a whole is drawn, and where one street is: tile addresses of 昆明 (OGC WebMercatorQuad). */
const CENTRE = { lon: 102.73, lat: 25.03 } as const
const ZOOMS = [6, 8, 9, 10, 11, 12, 13, 15] as const
const ROUNDS = 12

/** Server time of one answer, ms, as far as a reader on the same machine sees it. */
const GOAL: Goal = { most: 150, unit: 'ms' }

const tileAt = (zoom: number): string => {
  const side = 2 ** zoom
  const latitude = (CENTRE.lat * Math.PI) / 180
  const x = Math.floor(((CENTRE.lon + 180) / 360) * side)
  const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * side)
  return `${zoom}/${x}/${y}`
}

const CALLS: readonly { readonly name: string; readonly path: string }[] = [
  ...ZOOMS.map((zoom) => ({ name: `case tile, zoom ${zoom}`, path: `/api/tiles/cases/${tileAt(zoom)}?open=true` })),
  { name: 'case tile, zoom 10, one light', path: `/api/tiles/cases/${tileAt(10)}?open=true&light=red` },
  { name: 'list, most urgent 100', path: '/api/cases?box=all&open=true&sort=urgent&limit=100' },
  { name: 'list, inbox 100', path: '/api/cases?box=inbox&sort=urgent&limit=100' },
  { name: 'count, open', path: '/api/cases/count?open=true' },
  { name: 'count, open, one light', path: '/api/cases/count?open=true&light=red' },
  { name: 'counts of the boxes', path: '/api/cases/boxes' },
  { name: 'overview of the city', path: '/api/overview' },
]

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

/** Asks each call some times, one after another and after one that is not counted, and tells p50 and p95. The token must be of somebody who sees the whole city. */
export async function measureServer(url: string, token: string): Promise<Row[]> {
  const headers = { authorization: `Bearer ${token}` }
  const ask = async (path: string): Promise<number> => {
    const from = performance.now()
    const answer = await fetch(url + path, { headers })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return performance.now() - from
  }
  const rows: Row[] = []
  for (const { name, path } of CALLS) {
    await ask(path)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await ask(path))
    const sorted = times.sort((a, b) => a - b)
    rows.push({ what: name, figure: share(sorted, 0.95), goal: GOAL, detail: `p50 ${Math.round(share(sorted, 0.5))}` })
  }
  return rows
}
