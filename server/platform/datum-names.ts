/** How a coordinate was measured: every input says it outright. CGCS2000 and WGS-84 agree to centimetres and are stored as one. */
export const DATUMS = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const
export type Datum = (typeof DATUMS)[number]
