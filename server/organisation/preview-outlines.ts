import { requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { listConcerned } from '#organisation/concerned-parents.ts'
import type { CoverageFinding } from '#organisation/coverage.ts'
import { listFirstGrids } from '#organisation/first-grids.ts'
import { type JudgedFinding, judgeFindings, listFindings } from '#organisation/judge-outlines.ts'
import { organisationProblems } from '#organisation/problems.ts'
import type { SupposedGrid, SupposedOutline } from '#organisation/queries-coverage.ts'
import { type DatedDivision, type DatedGrid, type DatedPlace, listDivisionsOf, listGridsOf } from '#organisation/queries-preview.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { type Bilingual, Problem } from '#platform/problem.ts'

export interface OutlinePreview {
  readonly on: string
  /** What would be wrong afterwards; those that are new would be refused. */
  readonly findings: readonly JudgedFinding[]
  /** What was wrong before and would no longer be. */
  readonly mended: readonly CoverageFinding[]
  /** Why this day would be refused, whatever the outlines; null when it is fine. */
  readonly wrongDay: Bilingual | null
  readonly savable: boolean
}

export interface OutlineTrial {
  readonly outlines: readonly SupposedOutline[]
  readonly added?: readonly SupposedGrid[]
  /** 'YYYY-MM-DD', today unless given. */
  readonly on?: string | undefined
}

/**
 * What new outlines of several divisions and grids, and grids beside them, would do, nothing of which is written: the findings of the comparison that saving makes, each
 * told apart from what was wrong before. Throws organisation.not_found and .outside_area.
 */
export async function previewOutlines(tx: Db, actor: Actor, { outlines, added = [], on: day }: OutlineTrial): Promise<OutlinePreview> {
  const { today } = await readCityToday(tx, actor)
  const on = day ?? today
  const codes = [...outlines, ...added].map(({ code }) => code)
  requireCovered(actor, [...codes, ...added.map(({ communityCode }) => communityCode)])
  const { divisions, grids } = await readEdited(tx, actor.cityId, outlines, on)
  const concerned = listConcerned(divisions, [...grids, ...added])
  const first = await listFirstGrids(tx, actor.cityId, added, on)
  const before = await listFindings(tx, actor.cityId, concerned, on)
  const after = await listFindings(tx, actor.cityId, concerned, on, { supposed: outlines, added })
  const findings = await judgeFindings(tx, before, after, new Set(codes), first)
  // The other way round: what of the old trouble is no longer trouble.
  const mended = (await judgeFindings(tx, after, before, new Set(codes))).filter(({ state }) => state === 'new').map(plain)
  const wrongDay = dayRefused(on, today, [...divisions, ...grids])
  return { on, findings, mended, wrongDay, savable: wrongDay === null && findings.every(({ state }) => state === 'existing') }
}

const plain = ({ state: _, ...finding }: JudgedFinding): CoverageFinding => finding

async function readEdited(
  tx: Db,
  cityId: string,
  outlines: readonly SupposedOutline[],
  on: string,
): Promise<{ divisions: DatedDivision[]; grids: DatedGrid[] }> {
  const of = (kind: SupposedOutline['kind']): string[] => outlines.filter((each) => each.kind === kind).map(({ code }) => code)
  const divisions = await listDivisionsOf(tx, cityId, of('division'), on)
  const management = await listGridsOf(tx, cityId, 'management', of('management'), on)
  const unit = await listGridsOf(tx, cityId, 'unit', of('unit'), on)
  const absent = (codes: readonly string[], found: readonly DatedPlace[]) => codes.find((code) => !found.some((each) => each.code === code))
  const noDivision = absent(of('division'), divisions)
  if (noDivision !== undefined) throw organisationProblems.noDivision(noDivision, 'outlines')
  const noGrid = absent(of('management'), management) ?? absent(of('unit'), unit)
  if (noGrid !== undefined) throw organisationProblems.noGrid(noGrid, 'outlines')
  return { divisions, grids: [...management, ...unit] }
}

function dayRefused(on: string, today: string, ending: readonly DatedPlace[]): Bilingual | null {
  try {
    checkChangeDay(on, today, ending)
    return null
  } catch (error) {
    if (error instanceof Problem) return error.text
    throw error
  }
}
