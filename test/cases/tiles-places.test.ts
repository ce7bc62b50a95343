import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tileRoutes } from '#cases/routes-tiles.ts'
import { buildTile, type Tile, tileBounds } from '#cases/tiles.ts'
import { handClock } from '#platform/clock.ts'
import { MONDAY } from '#test/support/cases.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { testApp } from '#test/support/http.ts'
import { signInAs } from './sign-in-as.ts'
import { cityTiles, featuresOf, layersOf, tileAt } from './tile-reader.ts'

type Headers = { authorization: string }
let city: SmallCity
let app: FastifyInstance
const sessions = new Map<string, Headers>()

const fetchTile = ({ z, x, y }: Tile, key: string, more = '', headers = {}) =>
  app.inject({ url: `/api/tiles/grids/${z}/${x}/${y}${more}`, headers: { ...sessions.get(key), ...headers } })

beforeAll(async () => {
  const { db } = await testDatabase()
  city = await makeSmallCity(db)
  app = await testApp({ cityId: city.cityId, routes: tileRoutes, clock: handClock(MONDAY) })
  for (const key of ['centre.acceptor', '1-parks.handler']) sessions.set(key, await signInAs(db, city, key, MONDAY))
})
afterAll(() => app.close())

describe('a tile of places', () => {
  const middle: [number, number] = [102.72, 25.02]
  const layersAt = async (z: number): Promise<string[]> => {
    const answer = await fetchTile(tileAt(z, ...middle), '1-parks.handler')
    return layersOf(answer.rawPayload).filter((layer) => layer !== 'names')
  }

  test('shows more levels the closer one looks', async () => {
    expect(await layersAt(5)).toEqual(['districts'])
    expect(await layersAt(10)).toEqual(['districts', 'streets'])
    expect(await layersAt(12)).toEqual(['districts', 'streets', 'communities'])
    expect(await layersAt(15)).toEqual(['districts', 'streets', 'communities', 'grids'])
  })

  test('names every place at one point, however many tiles it spans', async () => {
    for (const z of [13, 16]) {
      const answers = await Promise.all(cityTiles(z).map((tile) => fetchTile(tile, '1-parks.handler')))
      const places = new Map<string, Set<string>>()
      cityTiles(z).forEach((tile, index) => {
        const bytes = answers[index]?.rawPayload ?? Buffer.alloc(0)
        for (const feature of featuresOf(bytes, 'names')) {
          const { geometry } = feature.toGeoJSON(tile.x, tile.y, tile.z)
          const at = geometry.type === 'Point' ? geometry.coordinates.map((degrees) => degrees.toFixed(4)).join() : ''
          const { level, code } = feature.properties
          places.set(`${level} ${code}`, (places.get(`${level} ${code}`) ?? new Set()).add(at))
        }
      })
      const drawn = answers.flatMap(({ rawPayload }) => featuresOf(rawPayload, 'grids').map(({ properties }) => `grids ${properties.code}`))
      expect(new Set(drawn)).toEqual(new Set([...places.keys()].filter((key) => key.startsWith('grids'))))
      for (const [place, points] of places) expect([place, points.size]).toEqual([place, 1])
    }
  })

  test('draws every grid whole and in its place, within a pixel, with its name and code', async () => {
    const z = 13
    const pixel = 360 / (2 ** z * 512)
    const features = (
      await Promise.all(cityTiles(z).map(async (each) => ({ each, answer: await fetchTile(each, 'centre.acceptor') })))
    ).flatMap(({ each, answer }) => featuresOf(answer.rawPayload, 'grids').map((feature) => ({ each, feature })))
    const grids = city.places.filter(({ level }) => level === 'grid')
    expect(new Set(features.map(({ feature }) => feature.properties.code))).toEqual(new Set(grids.map(({ code }) => code)))
    for (const { code, name, key } of grids) {
      const parts = features.filter(({ feature }) => feature.properties.code === code)
      expect(parts[0]?.feature.properties).toEqual({ code, name, synthetic: true })
      const corners = parts.flatMap(({ each, feature }) => {
        const { geometry } = feature.toGeoJSON(each.x, each.y, each.z)
        return geometry.type === 'Polygon'
          ? geometry.coordinates.flat()
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates.flat(2)
            : []
      })
      const [lon, lat] = city.middle(key)
      const lons = corners.map(([x = 0]) => x)
      const lats = corners.map(([, y = 0]) => y)
      expect(Math.abs(Math.min(...lons) - (lon - 0.005))).toBeLessThan(pixel)
      expect(Math.abs(Math.max(...lons) - (lon + 0.005))).toBeLessThan(pixel)
      expect(Math.abs(Math.min(...lats) - (lat - 0.005))).toBeLessThan(pixel)
      expect(Math.abs(Math.max(...lats) - (lat + 0.005))).toBeLessThan(pixel)
    }
  })

  test('is kept for a while, has a tag, and is 204 beside the city', async () => {
    const tile = tileAt(12, ...middle)
    const answer = await fetchTile(tile, 'centre.acceptor')
    expect(answer.headers['cache-control']).toBe('private, max-age=300')
    expect((await fetchTile(tile, 'centre.acceptor', '', { 'if-none-match': answer.headers.etag })).statusCode).toBe(304)
    expect((await fetchTile(tileAt(12, 0, 0), 'centre.acceptor')).statusCode).toBe(204)
  })
})

describe('the pyramid', () => {
  test('has neighbours that share their edges exactly', () => {
    const [tile, east, south] = [
      { z: 15, x: 25733, y: 14020 },
      { z: 15, x: 25734, y: 14020 },
      { z: 15, x: 25733, y: 14021 },
    ].map((each) => tileBounds(each))
    expect([tile?.east, tile?.south]).toEqual([east?.west, south?.north])
    expect(tileBounds({ z: 0, x: 0, y: 0 })).toMatchObject({ west: -180, east: 180 })
    expect(tileBounds({ z: 0, x: 0, y: 0 }).north).toBeCloseTo(85.0511, 4)
  })
  test('an empty list draws nothing', () => {
    expect(buildTile({ z: 0, x: 0, y: 0 }, [{ name: 'cases', features: [] }])).toHaveLength(0)
  })
})
