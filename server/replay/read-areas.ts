import { z } from 'zod'
import type { Area } from '#organisation/area.ts'
import type { Bilingual } from '#platform/problem.ts'
import { type Mapping, parseJson } from '#replay/mapping.ts'
import { type InputFlaw, replayProblems } from '#replay/problems.ts'

/** One area of the area file: a management grid to be. */
export interface ReplayArea {
  /** The code by which requests name it. */
  readonly recorded: string
  readonly districtPart: string
  /** Place code: the city's code, the district's characters, the rest padded to one length so that no code begins another. */
  readonly placeCode: string
  readonly area: Area
}

/** All areas by place code, and how long the codes of each level are. */
export interface ReplayAreas {
  readonly list: readonly ReplayArea[]
  readonly byRecorded: ReadonlyMap<string, ReplayArea>
  readonly codeLengths: { readonly city: number; readonly district: number; readonly grid: number }
}

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const closed = (ring: readonly (readonly number[])[]): boolean => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1]
const ring = z
  .array(position.transform(([lon, lat]): [number, number] => [lon, lat]))
  .min(4)
  .refine(closed, { error: 'a ring must end where it begins' })
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()).min(1) })
const feature = z.object({ properties: z.record(z.string(), z.unknown()), geometry })

interface Named {
  readonly recorded: string
  readonly area: Area
}

const flaw = (number: number | null, column: string, value: string, rule: Bilingual): InputFlaw => ({ row: number, column, value, rule })

/** Reads an area file (GeoJSON, WGS-84, polygons). Throws replay.unreadable, or replay.bad_areas; `row` is the number of the feature, from 1. */
export function readAreas(path: string, mapping: Mapping): ReplayAreas {
  const read = collection.safeParse(parseJson(path))
  const rule = { zh: '应为含多边形要素的 GeoJSON FeatureCollection', en: 'it must be a GeoJSON FeatureCollection with features' }
  if (!read.success) throw replayProblems.badAreas(path, [flaw(null, 'type', '', rule)])
  const flaws: InputFlaw[] = []
  const named = read.data.features.flatMap((each, index) => readFeature(each, index + 1, mapping, flaws) ?? [])
  const areas = codeAreas(named, mapping)
  flaws.push(...repeated(areas.list, mapping))
  if (flaws.length > 0) throw replayProblems.badAreas(path, flaws)
  return areas
}

/** The area a request names, leading zeros supplied where a spreadsheet has taken them; undefined when there is none of that code. */
export function findArea({ byRecorded, list }: ReplayAreas, recorded: string): ReplayArea | undefined {
  const usual = list[0]?.recorded.length ?? 0
  return byRecorded.get(recorded) ?? byRecorded.get(recorded.padStart(usual, '0'))
}

function readFeature(value: unknown, number: number, { areas }: Mapping, flaws: InputFlaw[]): Named | undefined {
  const read = feature.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const en = `it must be a Polygon or MultiPolygon in degrees with closed rings (${issue?.message ?? ''})`
    flaws.push(
      flaw(number, issue?.path.join('.') ?? 'geometry', '', { zh: `应为经纬度表示、首尾闭合的多边形（${issue?.message ?? ''}）`, en }),
    )
    return undefined
  }
  const recorded = String(read.data.properties[areas.code] ?? '').trim()
  if (recorded.length > areas.districtCharacters && /^[0-9A-Z]+$/.test(recorded)) return { recorded, area: read.data.geometry }
  const en = `it must be letters A-Z and digits, more than the ${areas.districtCharacters} that name the district`
  flaws.push(flaw(number, areas.code, recorded, { zh: `应为数字或大写字母，且长于区代码的 ${areas.districtCharacters} 位`, en }))
  return undefined
}

/** Two areas with one place code, or an area in the district kept for what lies outside all of them. */
function repeated(list: readonly ReplayArea[], { areas }: Mapping): InputFlaw[] {
  return list.flatMap(({ placeCode, recorded, districtPart }, index) => {
    const twice = list[index - 1]?.placeCode === placeCode
    if (twice) return [flaw(null, areas.code, recorded, { zh: '与另一区域的代码重复', en: 'the code repeats that of another area' })]
    if (districtPart !== areas.outside.code) return []
    return [
      flaw(null, areas.code, recorded, {
        zh: '该区代码已留作区域之外',
        en: 'its district is the one kept for what lies outside all areas',
      }),
    ]
  })
}

function codeAreas(named: readonly Named[], { city, areas }: Mapping): ReplayAreas {
  const district = city.code.length + areas.districtCharacters
  const rest = Math.max(1, ...named.map(({ recorded }) => recorded.length - areas.districtCharacters))
  const list = named
    .map(({ recorded, area }): ReplayArea => {
      const districtPart = recorded.slice(0, areas.districtCharacters)
      const placeCode = city.code + districtPart + recorded.slice(areas.districtCharacters).padStart(rest, '0')
      return { recorded, districtPart, placeCode, area }
    })
    .sort((a, b) => (a.placeCode < b.placeCode ? -1 : 1))
  const byRecorded = new Map(list.map((each) => [each.recorded, each]))
  return { list, byRecorded, codeLengths: { city: city.code.length, district, grid: district + rest } }
}
