import type { CatalogueVersion } from './tables.ts'

/** draft → approved (waiting for its day) → in_force → superseded. Only the first step is stored; the others follow from the date. */
export type VersionState = 'draft' | 'approved' | 'in_force' | 'superseded'

type DatedVersion = Pick<CatalogueVersion, 'id' | 'number' | 'status' | 'effectiveFrom'>

/** The version in force on a local day YYYY-MM-DD: approved, with the latest date of effect on or before it; of two on one date the higher number. */
export function versionInForce<Version extends DatedVersion>(versions: readonly Version[], on: string): Version | undefined {
  return versions.filter((version) => hasBegun(version, on)).sort(latestFirst)[0]
}

/** The state of one of a city's versions on a local day, judged among all of them. */
export function stateOf(version: DatedVersion, versions: readonly DatedVersion[], on: string): VersionState {
  if (version.status === 'draft') return 'draft'
  if (!hasBegun(version, on)) return 'approved'
  return versionInForce(versions, on)?.id === version.id ? 'in_force' : 'superseded'
}

/** Whether a version may take effect on a day: today or later, or any day for a city that has no approved version yet. */
export function mayTakeEffect(effectiveFrom: string, today: string, versions: readonly DatedVersion[]): boolean {
  return effectiveFrom >= today || versions.every(({ status }) => status === 'draft')
}

function hasBegun(version: DatedVersion, on: string): boolean {
  return version.status === 'approved' && version.effectiveFrom !== null && version.effectiveFrom <= on
}

function latestFirst(a: DatedVersion, b: DatedVersion): number {
  const [of, than] = [a.effectiveFrom ?? '', b.effectiveFrom ?? '']
  if (of !== than) return of < than ? 1 : -1
  return b.number - a.number
}
