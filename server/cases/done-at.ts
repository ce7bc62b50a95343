import type { CaseEvent, EventData } from '#cases/case-state.ts'
import type { ActionName } from '#cases/lifecycle.ts'
import type { CasePolicy } from '#cases/policy.ts'

/** So far, in milliseconds, may clocks that are set well stand apart. */
export const CLOCK_TOLERANCE = 300_000
const DAY = 86_400_000

/** Why the phone's word on when something was done is not believed. */
export const DOUBTS = ['in_future', 'before_step', 'too_late'] as const
export type Doubt = (typeof DOUBTS)[number]

/** A moment somebody tells of their own work, as the history keeps it beside the moment it arrived. */
export interface DoneAt {
  readonly told: Date
  readonly doubt: Doubt | null
  /** What photos are held against: the moment told if it is believed, never after the arrival. Null: the arrival itself. */
  readonly believed: Date | null
}

/** Whether a step that came at `arrivedAt` was told to be done so much earlier that it is worth a word. */
export const cameLate = (told: Date, arrivedAt: Date): boolean => arrivedAt.getTime() - told.getTime() > CLOCK_TOLERANCE

/**
 * Judges a moment told: not after its arrival, not before the step could begin (`since`; null where nothing came before), not longer ago than the city
 * takes for a phone without a network. What is not believed is kept and shown, and no reason to refuse the work.
 */
export function judgeDoneAt(told: Date, arrivedAt: Date, since: Date | null, { lateDays }: Pick<CasePolicy, 'lateDays'>): DoneAt {
  const doubt = doubtOf(told.getTime(), arrivedAt.getTime(), since?.getTime() ?? Number.NEGATIVE_INFINITY, lateDays)
  return { told, doubt, believed: doubt === null ? new Date(Math.min(told.getTime(), arrivedAt.getTime())) : null }
}

function doubtOf(told: number, arrivedAt: number, since: number, lateDays: number): Doubt | null {
  if (told > arrivedAt + CLOCK_TOLERANCE) return 'in_future'
  if (arrivedAt - told > lateDays * DAY) return 'too_late'
  return told < since - CLOCK_TOLERANCE ? 'before_step' : null
}

/** What the event keeps of it. */
export const doneAtGiven = ({ told, doubt }: DoneAt): Record<string, unknown> => ({
  doneAt: told.toISOString(),
  ...(doubt && { doneAtDoubt: doubt }),
})

const givenOf = ({ data }: Pick<CaseEvent, 'data'>): EventData['given'] => (JSON.parse(data) as EventData).given

/** When an event was done as far as it is believed: steps that waited in the same outbox follow each other by this, not by their arrival. */
function momentOf(event: CaseEvent): Date {
  const { doneAt, doneAtDoubt } = givenOf(event)
  const isBelieved = typeof doneAt === 'string' && doneAtDoubt === undefined
  return isBelieved ? new Date(Math.min(Date.parse(doneAt), event.at.getTime())) : event.at
}

const isPartOf = (event: CaseEvent, unitId: string | null): boolean =>
  ((givenOf(event).parts ?? []) as readonly { unitId: string }[]).some((part) => part.unitId === unitId)

/** Whether this event made the step possible: it led into the stage, or asked for just this of this unit. */
function opens(event: CaseEvent, action: ActionName, unitId: string | null): boolean {
  if (event.fromStage !== event.toStage || event.action === 'redispatch') return true
  if (action === 'reply-urge') return event.action === 'urge'
  return action === 'finish-part' && event.action === 'co-handle' && isPartOf(event, unitId)
}

/** From when on a step could be taken by a unit, by the case's history, oldest first; null without any. */
export function possibleSince(events: readonly CaseEvent[], action: ActionName, unitId: string | null): Date | null {
  const opening = events.findLast((event) => opens(event, action, unitId))
  return opening ? momentOf(opening) : null
}
