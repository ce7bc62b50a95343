import { type CoverageFinding, type CoverageLevel, explainTrouble } from '#organisation/coverage.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { listTroubles } from '#organisation/queries-coverage.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'

/** Square metres below which a difference is rounding, not trouble. */
export const COVERAGE_TOLERANCE = 1

export interface CoverageQuestion {
  readonly level: CoverageLevel
  /** Place code; the whole city unless given. */
  readonly within?: string | undefined
  /** Day 'YYYY-MM-DD'; the actor's today unless given. */
  readonly on?: string | undefined
  /** Square metres; `COVERAGE_TOLERANCE` unless given. */
  readonly tolerance?: number | undefined
}

export interface CoverageReport {
  readonly level: CoverageLevel
  readonly on: string
  readonly checkedParents: number
  readonly checkedChildren: number
  readonly findings: readonly CoverageFinding[]
}

/**
 * 不留盲区和死角: whether the places of a level fill their parents without gap or overlap, and where they do not. Which parents must have
 * any at all is data: divisions always; management grids below the codes in the city's setting `griddedAreas` (everywhere unless set);
 * unit grids below `unitGriddedAreas` (nowhere unless set). Throws organisation.no_city.
 */
export async function checkCoverage(tx: Db, actor: Pick<Actor, 'cityId' | 'at'>, question: CoverageQuestion): Promise<CoverageReport> {
  const city = await findCity(tx, actor.cityId)
  if (city === undefined) throw organisationProblems.noCity(actor.cityId)
  const { level, within = '', tolerance = COVERAGE_TOLERANCE } = question
  const on = question.on ?? localDay(actor.at, city.timeZone)
  const scope = { cityId: city.cityId, level, within, on, required: requiredAreas(city, level) }
  const { parents, children, troubles } = await listTroubles(tx, scope, tolerance)
  return { level, on, checkedParents: parents, checkedChildren: children, findings: troubles.map((each) => explainTrouble(each, level)) }
}

const EVERYWHERE = ['']

function requiredAreas({ settings }: City, level: CoverageLevel): readonly string[] {
  if (level === 'management-grid') return listSetting(settings.griddedAreas, EVERYWHERE)
  if (level === 'unit-grid') return listSetting(settings.unitGriddedAreas, [])
  return level === 'unit-grid-in-management-grid' ? [] : EVERYWHERE
}

const listSetting = (value: unknown, otherwise: readonly string[]): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : otherwise
