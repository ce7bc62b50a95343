import type { StaffPart } from '#organisation/kinds.ts'

/** A kind of grid staff as shipped. `sort` orders lists; a city may change, add or take away kinds. */
export interface DefaultStaffKind {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly part: StaffPart
  readonly sort: number
}

/** The 1+5+X a new city starts with: one head, five core kinds, and others a grid may or may not have. */
export const DEFAULT_STAFF_KINDS: readonly DefaultStaffKind[] = [
  { code: 'head', name: '网格长', nameEn: 'Grid head', part: 'head', sort: 1 },
  { code: 'inspector', name: '网格监督员', nameEn: 'Grid inspector', part: 'core', sort: 2 },
  { code: 'enforcement', name: '城管执法人员', nameEn: 'Urban management enforcement officer', part: 'core', sort: 3 },
  { code: 'sanitation', name: '环卫保洁人员', nameEn: 'Sanitation worker', part: 'core', sort: 4 },
  { code: 'police', name: '社区民警', nameEn: 'Community police officer', part: 'core', sort: 5 },
  { code: 'community-worker', name: '社区工作者', nameEn: 'Community worker', part: 'core', sort: 6 },
  { code: 'volunteer', name: '志愿者', nameEn: 'Volunteer', part: 'other', sort: 7 },
  { code: 'building-head', name: '楼栋长', nameEn: 'Building head', part: 'other', sort: 8 },
]
