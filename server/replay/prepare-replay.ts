import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { findFlaws, findGaps } from '#catalogue/catalogue-checks.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type DraftCatalogue, draftCatalogue } from '#replay/draft-catalogue.ts'
import { draftStaff } from '#replay/draft-staff.ts'
import type { PlannedRequest } from '#replay/drive-request.ts'
import type { CityDraft } from '#replay/make-city.ts'
import { type Mapping, readMapping } from '#replay/mapping.ts'
import { placeRequests } from '#replay/place-request.ts'
import { type InputFlaw, replayProblems } from '#replay/problems.ts'
import { findSurroundings, listInvalidAreas } from '#replay/queries.ts'
import { type ReplayAreas, readAreas } from '#replay/read-areas.ts'
import { readRequests } from '#replay/read-requests.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

/** The three files of a replay; `cityId` instead of the mapping's own. */
export interface ReplayFiles {
  readonly requests: string
  readonly mapping: string
  readonly areas: string
  readonly cityId?: string | undefined
}

/** All that is decided before anything is written. */
export interface Preparation {
  readonly draft: CityDraft
  readonly catalogue: DraftCatalogue
  readonly plans: readonly PlannedRequest[]
}

/** How far around the areas the city reaches, in degrees (about ten kilometres); a point beyond is taken for a slip. */
const MARGIN = 0.1

/**
 * Reads and checks all three files whole, drafts the city they make, and decides where each request is placed. Writes nothing. Throws
 * replay.unreadable, replay.bad_mapping, replay.bad_areas or replay.bad_requests, each naming what is wrong and where.
 */
export async function prepareReplay(db: Db, files: ReplayFiles): Promise<Preparation> {
  const mapping = readMapping(files.mapping)
  const areas = readAreas(files.areas, mapping)
  const requests = readRequests(files.requests, mapping)
  await refuseInvalid(db, files.areas, areas, mapping)
  const frame = { cityId: files.cityId ?? mapping.city.id, since: sinceOf(requests, mapping) }
  const catalogue = draftCatalogue(files.requests, requests, mapping.columns.typeClass, mapping.defaultLimit)
  const departments = [...new Set(requests.map(({ department }) => department))].sort()
  refuseFlaws(catalogue, departments)
  const around = await findSurroundings(db, areas.list, MARGIN)
  const placements = await placeRequests(db, requests, areas, around, mapping)
  const plans = requests.flatMap((request, index): PlannedRequest[] => {
    const placement = placements[index]
    return placement ? [{ request, placement, typeCode: catalogue.typeCode(request) }] : []
  })
  const fingerprint = fingerprintOf([files.requests, files.mapping, files.areas])
  const staff = draftStaff(frame, mapping, departments)
  return { draft: { frame, mapping, areas, around, staff, catalogue: catalogue.content, fingerprint }, catalogue, plans }
}

/** Everything of the city begins on New Year's Day of the first request's year. */
function sinceOf(requests: readonly ServiceRequest[], { city }: Mapping): string {
  const first = requests.reduce((earliest, { openedAt }) => Math.min(earliest, openedAt.getTime()), Number.POSITIVE_INFINITY)
  return `${localDay(new Date(first), city.timeZone).slice(0, 4)}-01-01`
}

async function refuseInvalid(db: Db, file: string, areas: ReplayAreas, mapping: Mapping): Promise<void> {
  const invalid = await listInvalidAreas(db, areas.list)
  const flaws = invalid.map(({ code, reason }): InputFlaw => {
    const value = areas.list.find(({ placeCode }) => placeCode === code)?.recorded ?? code
    return {
      row: null,
      column: mapping.areas.code,
      value,
      rule: { zh: `多边形不合规（${reason}）`, en: `its outline is not valid (${reason})` },
    }
  })
  if (flaws.length > 0) throw replayProblems.badAreas(file, flaws)
}

/** The draft must pass what every catalogue must pass before approval; if it does not, the drafting is wrong, not the file. */
function refuseFlaws({ content }: DraftCatalogue, departments: readonly string[]): void {
  const [flaw] = [...findFlaws(content, new Set(departments)), ...findGaps(content)]
  if (flaw) throw new Error(`the drafted catalogue is wrong: ${flaw.part} ${flaw.key} ${flaw.en}`)
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(createHash('sha256').update(readFileSync(path)).digest())
  return hash.digest('hex')
}
