/** The closed lists of the organisation, as the tables check them. Pure, so that contracts and the web may use them. */
export const SUCCESSION_KINDS = ['merge', 'split', 'rename', 'recode'] as const
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number]

/** Management grids are patrolled and staffed; unit grids are the fixed cells of GB/T 30428.1. */
export const GRID_KINDS = ['management', 'unit'] as const
export type GridKind = (typeof GRID_KINDS)[number]

export const UNIT_KINDS = ['centre', 'department', 'office', 'workstation', 'team', 'company'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

export const APPOINTMENT_KINDS = ['holder', 'deputy'] as const
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number]

/** 1 + 5 + X: the head, the core kinds, the others. */
export const STAFF_PARTS = ['head', 'core', 'other'] as const
export type StaffPart = (typeof STAFF_PARTS)[number]
