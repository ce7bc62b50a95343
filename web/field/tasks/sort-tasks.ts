import type { Point } from '#web/field/place/grid-at.ts'
import type { ExpectedTask } from '#web/field/store/expected-task.ts'

const EARTH_METRES = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two points near each other (equirectangular): good enough to walk by. */
export function metresApart(a: Point, b: Point): number {
  const x = radians(b.lon - a.lon) * Math.cos(radians((a.lat + b.lat) / 2))
  return Math.round(Math.hypot(x, radians(b.lat - a.lat)) * EARTH_METRES)
}

export interface ListedTask extends ExpectedTask {
  /** From the phone; null where that is not known. */
  readonly metres: number | null
}

const dueOf = ({ task }: ListedTask): number => (task.active?.dueAt ? Date.parse(task.active.dueAt) : Number.POSITIVE_INFINITY)
/** What is done but for the sending goes last. */
const doneOf = ({ waits }: ListedTask): number => (waits === null ? 1 : 0)

/** The nearest first where the phone's place is known, else by the deadline of the clock that runs. */
export function sortTasks(tasks: readonly ExpectedTask[], place: Point | null): ListedTask[] {
  const listed = tasks.map((each) => ({ ...each, metres: place && metresApart(place, each.task) }))
  return listed.sort((a, b) => doneOf(a) - doneOf(b) || (a.metres ?? 0) - (b.metres ?? 0) || dueOf(a) - dueOf(b))
}
