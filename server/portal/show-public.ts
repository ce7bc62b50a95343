import { localDay } from '#platform/clock.ts'
import { blurred, type Point } from '#portal/blur.ts'
import { spellRef } from '#portal/case-ref.ts'
import type { Portal } from '#portal/open-portal.ts'
import { topicOf } from '#portal/propose-topics.ts'
import type { PublicCase, PublicScope } from '#portal/queries-map.ts'
import { readTopics } from '#portal/read-data.ts'
import { neverShown, shownOf } from '#portal/visibility.ts'

/** Of which cases the public may be told at a moment. */
export const scopeOf = ({ city, settings, rules }: Portal, at: Date): PublicScope => ({
  cityId: city.cityId,
  never: neverShown(rules),
  closedSince: new Date(at.getTime() - settings.closedDays * 86_400_000),
})

/** All that the public is told of one case: no number, no word anybody wrote, no time of day. */
export interface ShownCase extends Point {
  readonly ref: string
  readonly topic: string
  readonly stage: PublicCase['stage']
  readonly reportedOn: string
  readonly blurred: boolean
}

export function showPublic({ city, rules }: Portal, key: string, row: PublicCase): ShownCase {
  const isBlurred = shownOf(row.typeCode, rules) !== 'exact'
  return {
    ...(isBlurred ? blurred(row) : { lon: row.lon, lat: row.lat }),
    ref: spellRef(row.id, key),
    topic: topicOf(row.typeCode, readTopics()),
    stage: row.stage,
    reportedOn: localDay(row.reportedAt, city.timeZone),
    blurred: isBlurred,
  }
}
