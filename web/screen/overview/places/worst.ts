import type { MapLight } from '#web/shared/map/map-props.ts'
import type { Child } from '../api.ts'

type Lights = Pick<Child, 'green' | 'yellow' | 'red'>

/** The worst light among a place's open cases; 'none' where no clock runs. */
export const worstOf = ({ red, yellow, green }: Lights): MapLight =>
  red > 0 ? 'red' : yellow > 0 ? 'yellow' : green > 0 ? 'green' : 'none'

/** What share of the open cases has the worst light, 0 to 1. */
export function worstShare(child: Child): number {
  const worst = worstOf(child)
  return worst === 'none' || child.open === 0 ? 0 : child[worst] / child.open
}

/** The most overdue first, then the most near it, then the most open; what has none comes last. */
export const byWorst = (one: Child, other: Child): number =>
  other.overdue - one.overdue ||
  other.red - one.red ||
  other.yellow - one.yellow ||
  other.open - one.open ||
  one.code.localeCompare(other.code)
