/**
 * Makes the geography of the demo city in data/kunming/ from public packages. Run: node tools/make-kunming.ts
 * Districts are real outlines; everything below them is synthetic. Each run writes the same bytes.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allocateGrids, estimatePeople } from './kunming/allocate-grids.ts'
import { checkNesting } from './kunming/check-nesting.ts'
import { divideEvenly } from './kunming/divide-community.ts'
import type { Cell } from './kunming/divide-district.ts'
import { districtAnchors, divideDistrict } from './kunming/divide-district.ts'
import type { EdgeSplits } from './kunming/edge-splits.ts'
import { recordSplits, refinePolygons } from './kunming/edge-splits.ts'
import { distance } from './kunming/lattice.ts'
import { gridCode, numberCells } from './kunming/number-cells.ts'
import { readAnchors, readCommunities, readDistricts, readStreets } from './kunming/read-sources.ts'
import { planeArea, planeCentroid, polygonEdges } from './kunming/ring-measures.ts'
import { core } from './kunming/sample-points.ts'
import { shortName } from './kunming/short-name.ts'
import { tracePolygons } from './kunming/trace-rings.ts'
import { areaCollection } from './kunming/write-areas.ts'

const folder = join(import.meta.dirname, '../data/kunming')
const mainUrban = new Set(['530102', '530103', '530111', '530112', '530114'])
const managementGrids = 1272
const unitGridSample = { community: '530111001002', squareMetres: 10_000 }

const splits: EdgeSplits = new Map()
const refine = (cells: readonly Cell[]): Cell[] => cells.map((cell) => ({ ...cell, polygons: refinePolygons(splits, cell.polygons) }))

function makeCommunities(districts: ReturnType<typeof readDistricts>): Cell[] {
  const [streets, communities, seats] = [readStreets(), readCommunities(), readAnchors()]
  return districts.flatMap((district) => {
    const own = streets.filter((street) => street.parentCode === district.code)
    const division = divideDistrict(
      district,
      refinePolygons(splits, district.outline),
      districtAnchors(own, communities, seats),
      communities,
    )
    recordSplits(splits, division.splits)
    return division.cells
  })
}

function makeGrids(community: Cell, count: number): Cell[] {
  const { cells, splits: cuts } = divideEvenly(refinePolygons(splits, community.polygons), count, `grids ${community.code}`)
  recordSplits(splits, cuts)
  return numberCells(cells).map((polygons, index) => {
    return {
      code: gridCode(community.code, index),
      name: `${shortName(community.name)}第${index + 1}网格`,
      parentCode: community.code,
      polygons,
    }
  })
}

function allocate(communities: readonly Cell[]): Map<string, number> {
  const shares = communities.map(({ code, polygons }) => {
    return { code, people: estimatePeople(planeArea(polygons), distance(planeCentroid(polygons), core)) }
  })
  return allocateGrids(shares, managementGrids)
}

/** Unit grids are cut inside each management grid, so that a management grid is a whole number of unit grids. */
function makeUnitGrids(community: Cell, grids: readonly Cell[]): Cell[] {
  const pieces = grids.flatMap((grid) => {
    const count = Math.max(1, Math.round((planeArea(grid.polygons) * 1e6) / unitGridSample.squareMetres))
    const { cells, splits: cuts } = divideEvenly(refinePolygons(splits, grid.polygons), count, `unit grids ${grid.code}`)
    recordSplits(splits, cuts)
    return cells
  })
  return numberCells(pieces).map((polygons, index) => {
    return {
      code: gridCode(community.code, index),
      name: `${shortName(community.name)}第${index + 1}单元网格`,
      parentCode: community.code,
      polygons,
    }
  })
}

function dissolve(children: readonly Cell[]): Cell['polygons'] {
  return tracePolygons(children.flatMap((child) => polygonEdges(child.polygons)))
}

function main(): void {
  const outlines = readDistricts()
  const roughCommunities = makeCommunities(outlines)
  const urban = roughCommunities.filter(({ code }) => mainUrban.has(code.slice(0, 6)))
  const counts = allocate(urban)
  const roughGrids = urban.flatMap((community) => makeGrids(community, counts.get(community.code) ?? 1))
  const sampled = roughCommunities.filter(({ code }) => code === unitGridSample.community)
  const roughUnits = sampled.flatMap((community) =>
    makeUnitGrids(
      community,
      roughGrids.filter((grid) => grid.parentCode === community.code),
    ),
  )
  write(
    outlines.map((district) => ({ ...district, polygons: district.outline })),
    roughCommunities,
    roughGrids,
    roughUnits,
  )
}

function write(outlines: readonly Cell[], rough: readonly Cell[], roughGrids: readonly Cell[], roughUnits: readonly Cell[]): void {
  const [districts, communities, grids, units] = [refine(outlines), refine(rough), refine(roughGrids), refine(roughUnits)]
  const streets = readStreets().map((street) => ({
    ...street,
    polygons: dissolve(communities.filter(({ parentCode }) => parentCode === street.code)),
  }))
  checkNesting(districts, streets)
  checkNesting(streets, communities)
  checkNesting(communities, grids)
  checkNesting(communities, units)
  const files = { districts: areaCollection('district', false, districts), streets: areaCollection('street', true, streets) }
  const fine = { communities: areaCollection('community', true, communities), grids: areaCollection('grid', true, grids) }
  const all = { ...files, ...fine, 'unit-grids': areaCollection('unit_grid', true, units) }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, `${name}.geojson`), text)
}

main()
