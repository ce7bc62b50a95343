import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
/** Where real requests lie beside the project, or where WANGGE_BOSTON_DATA says; they may not be shipped with it. */
const folder = process.env.WANGGE_BOSTON_DATA ?? join(root, '../shared/data/real/boston')

/** 58,251 real requests of the second half of 2011 with the precincts of their city, and the mapping that is shipped. */
export const BOSTON = {
  requests: join(folder, 'boston_311_all_2011H2.csv.gz'),
  areas: join(folder, 'boston_precincts.geojson'),
  mapping: join(root, 'docs/examples/boston-mapping.json'),
}
export const hasBoston = existsSync(BOSTON.requests) && existsSync(BOSTON.areas)

/** Name of a test that needs the data; says plainly when it is left out. */
export const boston = (name: string): string =>
  hasBoston ? name : `${name} (left out: the data is not here, see docs/how-to/replay-real-requests.md)`
