import type { FieldPolicy } from '#field/policy.ts'

export type CheckInVerdict = 'inside' | 'vague' | 'outside'

/**
 * Whether a position so many metres outside a grid (0 inside it), exact to so many metres, counts as being there. Near the border a phone cannot tell,
 * so its own accuracy is granted up to the city's margin.
 */
export function judgeCheckIn(
  metres: number,
  accuracyMetres: number,
  { checkInAccuracyMetres, checkInMarginMetres }: Pick<FieldPolicy, 'checkInAccuracyMetres' | 'checkInMarginMetres'>,
): CheckInVerdict {
  if (accuracyMetres > checkInAccuracyMetres) return 'vague'
  return metres <= Math.min(accuracyMetres, checkInMarginMetres) ? 'inside' : 'outside'
}
