import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { findCatalogueInForce, listFilingConditions, listProblemTypes } from '#catalogue/queries.ts'
import type { FilingCondition, ProblemType } from '#catalogue/tables.ts'
import { budgetOf } from '#catalogue/time-limit.ts'
import type { Db } from '#platform/db.ts'
import { simulationProblems } from '#simulation/problems.ts'
import { type Beat, listBeats, listComponents, listPlaceNames, listShopfronts, type RegisterEntry } from '#simulation/queries.ts'

/** A problem type with its filing conditions, how common it is, and where it is found. */
export interface Problem {
  readonly type: ProblemType
  readonly conditions: readonly FilingCondition[]
  readonly weight: number
  readonly atShopfronts: boolean
}

/** Where problems are found, and what they are. */
export interface Scenery {
  readonly beats: readonly Beat[]
  readonly names: ReadonlyMap<string, string>
  readonly components: ReadonlyMap<string, readonly RegisterEntry[]>
  readonly shopfronts: readonly RegisterEntry[]
  readonly problems: readonly Problem[]
  /** Problems with a condition whose limit is within hours: what a planted case is about. */
  readonly quick: readonly Problem[]
}

const POINTS_PER_BEAT = 12
/** How common each of the types is that data/demo/type-weights.csv does not name. */
const RARE = 0.05
const QUICK_MS = 16 * 3_600_000

const WeightRow = z.object({
  type_code: z.string(),
  name: z.string(),
  weight: z.coerce.number().positive(),
  found_at: z.enum(['', 'shopfront']),
})

/** How common the types are, in any unit: data/demo/type-weights.csv. */
function readTypeWeights(): ReadonlyMap<string, z.output<typeof WeightRow>> {
  const content = readFileSync(new URL('../../data/demo/type-weights.csv', import.meta.url), 'utf8')
  return new Map(
    z
      .array(WeightRow)
      .parse(parse(content, { columns: true, bom: true }))
      .map((row) => [row.type_code, row]),
  )
}

/** Everything of a city that is not its people, in a few queries. Throws simulation.empty_city. */
export async function loadScenery(db: Db, cityId: string, on: string, seed: number): Promise<Scenery> {
  const problems = await loadProblems(db, cityId, on)
  const beats = await listBeats(db, cityId, on, POINTS_PER_BEAT, 1 + (Math.abs(seed) % 1_000_000_000))
  if (beats.length === 0 || problems.length === 0) throw simulationProblems.emptyCity(cityId, on)
  return {
    beats,
    problems,
    quick: problems.flatMap((problem) => {
      const conditions = problem.conditions.filter(isQuick)
      return conditions.length === 0 ? [] : [{ ...problem, conditions }]
    }),
    names: await listPlaceNames(db, cityId, on),
    components: Map.groupBy(await listComponents(db, cityId), ({ typeCode }) => typeCode ?? ''),
    shopfronts: await listShopfronts(db, cityId),
  }
}

const isQuick = ({ limitValue, limitUnit }: FilingCondition): boolean => budgetOf({ value: limitValue, unit: limitUnit }) <= QUICK_MS

async function loadProblems(db: Db, cityId: string, on: string): Promise<Problem[]> {
  const version = await findCatalogueInForce(db, cityId, on)
  if (version === undefined) return []
  const weights = readTypeWeights()
  const conditions = Map.groupBy(await listFilingConditions(db, cityId, version.id), ({ typeCode }) => typeCode)
  return (await listProblemTypes(db, cityId, version.id)).flatMap((type) => {
    const weight = weights.get(type.code)
    const own = conditions.get(type.code)
    return own ? [{ type, conditions: own, weight: weight?.weight ?? RARE, atShopfronts: weight?.found_at === 'shopfront' }] : []
  })
}
