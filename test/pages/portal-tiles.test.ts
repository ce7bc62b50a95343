import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tileBounds } from '#cases/tiles.ts'
import { degreesAround } from '#portal/blur.ts'
import { SINGLES_ZOOM, tilePosition, tilesAround } from '#web/portal/map/tile-address.ts'

/** Anywhere in China. */
const place = fc.record({ lon: fc.double({ min: 74, max: 134, noNaN: true }), lat: fc.double({ min: 18, max: 53, noNaN: true }) })

test('a place lies in the tile its position names', () => {
  fc.assert(
    fc.property(place, (at) => {
      const { x, y } = tilePosition(at, SINGLES_ZOOM)
      const { west, east, south, north } = tileBounds({ z: SINGLES_ZOOM, x: Math.floor(x), y: Math.floor(y) })
      expect([at.lon >= west - 1e-9, at.lon <= east + 1e-9, at.lat >= south - 1e-9, at.lat <= north + 1e-9]).toEqual([
        true,
        true,
        true,
        true,
      ])
    }),
  )
})

test('the tiles around a place hold everything within a kilometre of it and are few, wherever in China', () => {
  fc.assert(
    fc.property(place, (at) => {
      const { lon, lat } = degreesAround(at, 999)
      const held = tilesAround(at, 1000, SINGLES_ZOOM).map(({ x, y }) => tileBounds({ z: SINGLES_ZOOM, x, y }))
      const corners = [-1, 1].flatMap((east) => [-1, 1].map((north) => ({ lon: at.lon + east * lon, lat: at.lat + north * lat })))
      const inside = (corner: typeof at) =>
        held.some(({ west, east, south, north }) => corner.lon >= west && corner.lon <= east && corner.lat >= south && corner.lat <= north)
      expect([corners.every(inside), held.length <= 9]).toEqual([true, true])
    }),
  )
})
