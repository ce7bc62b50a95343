import type { CaseHappening } from '#messages/case-event.ts'
import type { ChannelsOn, MessageStep } from '#messages/channels.ts'
import { type DueMessage, eventKeyOf } from '#messages/due-message.ts'
import { endedStep, reporterStep, togetherStep } from '#messages/message-steps.ts'
import { type JoinedCase, listJoined, listPrimaries, type PrimaryCase } from '#messages/queries-facts.ts'
import { listWishes, type Wish } from '#messages/queries-recipients.ts'
import { maskAddress } from '#messages/read-address.ts'
import type { Db } from '#platform/db.ts'

/** An event as its own reporters hear of it, and those whose cases were merged into this one before. */
interface Told {
  readonly each: CaseHappening
  readonly own: MessageStep
  readonly together: MessageStep | null
  readonly reasonOf: string
}

/** A report merged into a case that was over by then is told how that ended: nothing would follow. */
function toldOf(each: CaseHappening, primaries: readonly PrimaryCase[]): Told[] {
  const own = reporterStep(each)
  if (own === null) return []
  const into = own === 'merged' ? primaries.find(({ id }) => id === each.caseId) : undefined
  const over = into?.primaryClosedAt && into.primaryClosedAt < each.at ? endedStep(into.primaryStage) : null
  if (into && over) return [{ each, own: over, together: over, reasonOf: into.primaryId }]
  return [{ each, own, together: togetherStep(own), reasonOf: each.caseId }]
}

/** Whose reporters hear of it: the case's own first, then those of the cases that were part of it when it happened. */
const casesOf = ({ each, together }: Told, joined: readonly JoinedCase[]): readonly string[] => [
  each.caseId,
  ...(together === null ? [] : joined.filter(({ rootId, joinedAt }) => rootId === each.caseId && joinedAt <= each.at).map(({ id }) => id)),
]

/** Whoever reported the same problem twice hears of it once, under the number of the case that goes on. */
function wishesOf(told: Told, joined: readonly JoinedCase[], wishes: readonly Wish[]): Wish[] {
  const found = casesOf(told, joined).flatMap((caseId) => wishes.filter((wish) => wish.caseId === caseId))
  return [...new Map(found.toReversed().map((wish) => [`${wish.channel} ${wish.address}`, wish])).values()].toReversed()
}

const dueOf = ({ each, own, together, reasonOf }: Told, { id, caseId, channel, address, locale }: Wish): DueMessage => ({
  eventKey: eventKeyOf(each),
  step: caseId === each.caseId ? own : (together ?? own),
  audience: 'reporter',
  channel,
  locale,
  recipientId: id,
  maskedAddress: maskAddress(channel, address),
  caseId,
  reasonOf,
  at: each.at,
})

/** Reporters who wished to hear of these events, of their own case or of the one it is handled together with. */
export async function dueReporters(tx: Db, cityId: string, on: ChannelsOn, happenings: readonly CaseHappening[]): Promise<DueMessage[]> {
  const stepping = happenings.filter((each) => reporterStep(each) !== null)
  if (stepping.length === 0 || !(on.email || on.sms)) return []
  const merged = stepping.filter((each) => reporterStep(each) === 'merged').map(({ caseId }) => caseId)
  const primaries = merged.length === 0 ? [] : await listPrimaries(tx, cityId, merged)
  const told = stepping.flatMap((each) => toldOf(each, primaries))
  const roots = told.filter(({ together }) => together !== null).map(({ each }) => each.caseId)
  const joined = roots.length === 0 ? [] : await listJoined(tx, cityId, [...new Set(roots)])
  const caseIds = new Set([...told.map(({ each }) => each.caseId), ...joined.map(({ id }) => id)])
  const wishes = (await listWishes(tx, cityId, [...caseIds])).filter(({ channel }) => on[channel])
  return told.flatMap((one) => wishesOf(one, joined, wishes).map((wish) => dueOf(one, wish)))
}
