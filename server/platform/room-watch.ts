import type { Clock } from '#platform/clock.ts'
import type { Problem } from '#platform/problem.ts'

/** How long a refusal for want of room counts: whoever still writes renews it. */
const REMEMBERED = 30_000

/** Remembers that a write was refused because a disk was full, which no reading of the database would show. */
export interface RoomWatch {
  note(problem: Problem): void
  /** Something was written after all. */
  forget(): void
  /** Whether the database had no room lately. */
  isShort(): boolean
}

export function makeRoomWatch(clock: Clock): RoomWatch {
  let last = Number.NEGATIVE_INFINITY
  return {
    note({ code }) {
      if (code === 'database.full') last = clock.now().getTime()
    },
    forget() {
      last = Number.NEGATIVE_INFINITY
    },
    isShort: () => clock.now().getTime() - last < REMEMBERED,
  }
}
