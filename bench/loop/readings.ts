import type { Pool } from 'pg'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { loopClient, type Times } from './client.ts'
import { type CallFigures, callFigures } from './figures.ts'

const ROUNDS = 50
/** The tile a district fills on the map. */
const DISTRICT_ZOOM = 11

/** The middle of the open cases of the district that has most, as a tile. */
async function densestTile(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ lon: number; lat: number }>(
    `select percentile_cont(0.5) within group (order by lon) as lon, percentile_cont(0.5) within group (order by lat) as lat
     from "case" where city_id = $1 and closed_at is null group by left(place_code, 6) order by count(*) desc limit 1`,
    [DEMO_CITY_ID],
  )
  const { lon, lat } = rows[0] ?? { lon: 102.73, lat: 25.03 }
  const side = 2 ** DISTRICT_ZOOM
  const latitude = (lat * Math.PI) / 180
  const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * side)
  return `${DISTRICT_ZOOM}/${Math.floor(((lon + 180) / 360) * side)}/${y}`
}

/** What is read, one call after another, by somebody who sees the whole city; texts are of the demo city. */
export async function measureReadings(url: string, pool: Pool): Promise<CallFigures[]> {
  let times: Times = new Map()
  const reader = await loopClient(url, 'city-supervisor', DEMO_PASSWORD, () => times)
  const calls: readonly (readonly [name: string, path: string])[] = [
    ['list, newest 50', '/api/cases?limit=50'],
    ['list, most urgent 50', '/api/cases?open=true&sort=urgent&limit=50'],
    ['list, closed of one type', '/api/cases?open=false&typeCode=E0201&limit=50'],
    ['search, a street and a word', `/api/cases?text=${encodeURIComponent('碧鸡 广告')}&limit=50`],
    ['figures, district × type × month, 12 months', '/api/figures'],
    ['overview of the city', '/api/overview'],
    ['tile of the densest district', `/api/tiles/cases/${await densestTile(pool)}`],
  ]
  const ask = async (): Promise<void> => {
    for (const [name, path] of calls) await reader.call(name, 'GET', path)
  }
  await ask()
  times = new Map()
  for (let round = 0; round < ROUNDS; round++) await ask()
  return callFigures(times)
}
