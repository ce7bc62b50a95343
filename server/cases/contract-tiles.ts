import { z } from 'zod'
import { CaseFilter } from '#cases/contract.ts'
import { instant } from '#platform/contract-time.ts'

const whole = z
  .string()
  .regex(/^\d{1,7}$/, '须为非负整数 / a whole number from 0')
  .transform(Number)
const MOST_ZOOM = 20
/** Cells along one side of a tile: 32 pixels each. */
export const MOST_CELLS = 16

/** Address of a tile in the web-Mercator pyramid (OGC 17-083r4, WebMercatorQuad): y grows southward. */
export const TileParams = z
  .object({ z: whole.pipe(z.number().max(MOST_ZOOM)), x: whole, y: whole })
  .superRefine(({ z: zoom, x, y }, context) => {
    const side = 2 ** Math.min(zoom, MOST_ZOOM)
    const check = (path: 'x' | 'y', value: number): void => {
      if (value >= side)
        context.addIssue({ code: 'too_big', maximum: side, inclusive: false, origin: 'number', input: value, path: [path] })
    }
    check('x', x)
    check('y', y)
  })
export type TileParams = z.output<typeof TileParams>

/** What of the lists' filter a map shows, and how long ended cases stay on it: without `closedSince` only open ones are drawn, unless `open` says otherwise. */
export const CaseTileQuery = CaseFilter.pick({
  box: true,
  stage: true,
  light: true,
  open: true,
  typeCode: true,
  unitId: true,
  loopLevel: true,
  listed: true,
  placeCode: true,
}).extend({
  /** How many cells along one side of a tile gather cases: fewer where everything is drawn larger. */
  cells: z.coerce.number().int().min(2).max(MOST_CELLS).default(MOST_CELLS),
  closedSince: instant.optional(),
})
export type CaseTileQuery = z.output<typeof CaseTileQuery>
