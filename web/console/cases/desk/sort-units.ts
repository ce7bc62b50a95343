import type { UnitLoad } from '#web/console/cases/api.ts'

/** near: as the server answers, the nearest unit first; the others the lightest first when one chooses a unit, the heaviest when one looks for trouble. */
export type UnitOrder = 'near' | 'open' | 'overdue' | 'waiting' | 'suspended'

/** Units by one of their figures; equal ones keep the order they came in. */
export const sortUnits = (units: readonly UnitLoad[], order: UnitOrder, direction: 'least' | 'most'): readonly UnitLoad[] =>
  order === 'near' ? units : [...units].sort((a, b) => (direction === 'least' ? a[order] - b[order] : b[order] - a[order]))
