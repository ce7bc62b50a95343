/**
 * Cells of about 50 m on a lattice that covers the earth: what is known of where somebody walked. Rows are 0.00045 degrees high; in each band of one
 * degree of latitude columns are as wide as they are high at its middle. A cell is one number, so that a set of them is a list of numbers.
 */
type Position = readonly [lon: number, lat: number]
type Ring = readonly Position[]
export type CellArea =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** Metres along a side, about. */
export const CELL_METRES = 50
const HEIGHT = 0.00045
const COLUMNS = 1_000_000
/** No management grid is so wide; a larger outline is not walked. */
export const MOST_CELLS = 20_000
const MOST_LOOKED_AT = 400_000

const rowOf = (lat: number): number => Math.floor((lat + 90) / HEIGHT)
/** Degrees of longitude of a cell in a row: the row's middle decides its band. */
const widthIn = (row: number): number => {
  const band = Math.floor((row + 0.5) * HEIGHT - 90) + 0.5
  return HEIGHT / Math.max(0.01, Math.cos((band * Math.PI) / 180))
}
const columnOf = (lon: number, row: number): number => Math.floor((lon + 180) / widthIn(row))

/** The cell of a point, WGS-84 degrees. */
export function cellOf(lon: number, lat: number): number {
  const row = rowOf(lat)
  return row * COLUMNS + columnOf(lon, row)
}

/** The middle of a cell, WGS-84 degrees. */
export function cellCentre(cell: number): Position {
  const row = Math.floor(cell / COLUMNS)
  return [((cell % COLUMNS) + 0.5) * widthIn(row) - 180, (row + 0.5) * HEIGHT - 90]
}

/** The outline of a cell as a closed ring, WGS-84 degrees. */
export function cellOutline(cell: number): Ring {
  const [lon, lat] = cellCentre(cell)
  const [x, y] = [widthIn(Math.floor(cell / COLUMNS)) / 2, HEIGHT / 2]
  return [
    [lon - x, lat - y],
    [lon + x, lat - y],
    [lon + x, lat + y],
    [lon - x, lat + y],
    [lon - x, lat - y],
  ]
}

const crosses = ([lon, lat]: Position, [x1, y1]: Position, [x2, y2]: Position): boolean =>
  y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1

/** Even-odd over all rings at once: holes take away what their ring holds. */
function isInside(point: Position, rings: readonly Ring[]): boolean {
  let inside = false
  for (const ring of rings)
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [ring[index - 1], ring[index]]
      if (from && to && crosses(point, from, to)) inside = !inside
    }
  return inside
}

const ringsOf = (area: CellArea): readonly Ring[] => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat())

/** Whether a point lies in an area. */
export const liesIn = (area: CellArea, point: Position): boolean => isInside(point, ringsOf(area))

/** The cells whose middle lies in an area, in rising order; of an area too small to hold one, the cell of its first corner. Null when it is too large to be walked. */
export function cellsWithin(area: CellArea): readonly number[] | null {
  const rings = ringsOf(area)
  const corners = rings.flat()
  const [first] = corners
  if (!first) return []
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)]
  const [west, east] = [lons.reduce((a, b) => Math.min(a, b)), lons.reduce((a, b) => Math.max(a, b))]
  const [south, north] = [lats.reduce((a, b) => Math.min(a, b)), lats.reduce((a, b) => Math.max(a, b))]
  const [bottom, top] = [rowOf(south), rowOf(north)]
  if ((top - bottom + 1) * (columnOf(east, bottom) - columnOf(west, bottom) + 1) > MOST_LOOKED_AT) return null
  const cells: number[] = []
  for (let row = bottom; row <= top; row++)
    for (let column = columnOf(west, row); column <= columnOf(east, row); column++) {
      const cell = row * COLUMNS + column
      if (isInside(cellCentre(cell), rings)) cells.push(cell)
    }
  if (cells.length > MOST_CELLS) return null
  return cells.length > 0 ? cells : [cellOf(...first)]
}

/** The share of a grid that was visited, 0 to 1, to the hundredth. */
export const shareOf = (visited: number, cells: number): number =>
  cells === 0 ? 0 : Math.min(1, Math.round((visited / cells) * 100) / 100)
