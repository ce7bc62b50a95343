import { CLOCK_TOLERANCE } from '#cases/done-at.ts'
import type { CasePolicy } from '#cases/policy.ts'

/** What a photo's own data said before it was stripped from the stored copy. */
export interface PhotoFacts {
  readonly lon?: number | null
  readonly lat?: number | null
  readonly takenAt?: string | null
  /** The device's clock at upload minus ours, in seconds. */
  readonly clockSkewSeconds?: number | null
  /** Fingerprint of what it shows, 64 bits in hexadecimal (platform/photo-hash.ts). */
  readonly pictureHash?: string | null
}
export type PhotoFlag =
  | 'no_place'
  | 'far_from_place'
  | 'no_time'
  | 'taken_long_before'
  | 'taken_in_future'
  | 'clock_wrong'
  | 'same_as_earlier'

const EARTH_METRES = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two points in degrees, on a sphere (haversine): good to 0.5 %, plenty for "is this photo from here". */
export function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** The moment a photo is held against for its age: when it was found or done, where that is told and near enough, else now. */
const ageFrom = (at: Date, toldAt: Date | null, { lateDays }: CasePolicy): Date =>
  toldAt !== null && toldAt <= at && at.getTime() - toldAt.getTime() <= lateDays * 86_400_000 ? toldAt : at

/**
 * What does not fit between a photo's own data, the place of the case and the moment it came; `toldAt` when the device says the problem was
 * found or the step done. Hints for people, never a verdict.
 */
export function photoFlags(
  facts: PhotoFacts,
  place: { lon: number; lat: number },
  at: Date,
  policy: CasePolicy,
  toldAt: Date | null = null,
): readonly PhotoFlag[] {
  return [...placeFlags(facts, place, policy), ...timeFlags(facts, at, policy, toldAt)]
}

function placeFlags({ lon, lat }: PhotoFacts, place: { lon: number; lat: number }, policy: CasePolicy): PhotoFlag[] {
  if (lon == null || lat == null) return ['no_place']
  return metresBetween({ lon, lat }, place) > policy.photoMaxDistanceMetres ? ['far_from_place'] : []
}

function timeFlags({ takenAt, clockSkewSeconds }: PhotoFacts, at: Date, policy: CasePolicy, toldAt: Date | null): PhotoFlag[] {
  const skewed: PhotoFlag[] = Math.abs(clockSkewSeconds ?? 0) * 1000 > CLOCK_TOLERANCE ? ['clock_wrong'] : []
  if (takenAt == null) return [...skewed, 'no_time']
  const minutesTo = (moment: Date): number => (moment.getTime() - new Date(takenAt).getTime()) / 60_000
  if (minutesTo(at) * 60_000 < -CLOCK_TOLERANCE) return [...skewed, 'taken_in_future']
  return minutesTo(ageFrom(at, toldAt, policy)) > policy.photoMaxAgeMinutes ? [...skewed, 'taken_long_before'] : skewed
}
