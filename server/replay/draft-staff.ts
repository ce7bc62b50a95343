import type { Insertable } from 'kysely'
import type { Unit } from '#organisation/queries-units.ts'
import type { AppointmentTable, PersonTable, PostTable } from '#organisation/tables.ts'
import { derivedId } from '#platform/identifier.ts'
import type { Mapping } from '#replay/mapping.ts'

/** Where everything of a replay city begins. */
export interface CityFrame {
  readonly cityId: string
  /** First day of validity, YYYY-MM-DD. */
  readonly since: string
}

/** Posts of the centre; two inspectors, because one reports what staff found and the other checks. */
const CENTRE_POSTS = [
  { key: 'acceptor', role: 'acceptor', name: '受理员', nameEn: 'Acceptor', rank: 1 },
  { key: 'duty-chief', role: 'duty-chief', name: '值班长', nameEn: 'Duty chief', rank: 2 },
  { key: 'dispatcher', role: 'dispatcher', name: '派遣员', nameEn: 'Dispatcher', rank: 1 },
  { key: 'reporting-inspector', role: 'inspector', name: '监督员 1', nameEn: 'Inspector 1', rank: 1 },
  { key: 'checking-inspector', role: 'inspector', name: '监督员 2', nameEn: 'Inspector 2', rank: 1 },
] as const
export type CentrePost = (typeof CENTRE_POSTS)[number]['key']

export interface Staffed {
  readonly personId: string
  readonly postId: string
}

/** Who works in a replay city: one centre, the departments of the requests as units with themselves as duty, one fictional person in each post. */
export interface DraftStaff {
  readonly units: readonly Unit[]
  readonly persons: readonly Insertable<PersonTable>[]
  readonly posts: readonly Insertable<PostTable>[]
  readonly appointments: readonly Insertable<AppointmentTable>[]
  readonly centre: Readonly<Record<CentrePost, Staffed>>
  readonly departments: ReadonlyMap<string, Staffed & { readonly unitId: string }>
}

interface Seat {
  readonly key: string
  readonly unitId: string
  readonly role: string
  readonly title: string
  readonly titleEn: string
  readonly rank: number
}

/** Drafts the staff; ids are derived, so that a resumed replay drafts the same people. Pure. */
export function draftStaff(frame: CityFrame, mapping: Mapping, departments: readonly string[]): DraftStaff {
  const centre = centreUnit(frame, mapping)
  const offices = departments.map((code) => departmentUnit(frame, mapping, code, centre.id))
  const centreSeats = CENTRE_POSTS.map(
    ({ key, role, name, nameEn, rank }): Seat => ({ key, unitId: centre.id, role, title: name, titleEn: nameEn, rank }),
  )
  const handlerSeats = offices.map(
    ({ id, code, name, nameEn }): Seat => ({
      key: code,
      unitId: id,
      role: 'handler',
      title: `${name} 处置员`,
      titleEn: `Handler, ${nameEn}`,
      rank: 1,
    }),
  )
  const seats = [...centreSeats, ...handlerSeats]
  const staffed = (key: string): Staffed => ({ personId: idOf(frame, 'person', key), postId: idOf(frame, 'post', key) })
  return {
    units: [centre, ...offices],
    persons: seats.map((seat) => personOf(frame, seat)),
    posts: seats.map((seat) => postOf(frame, seat)),
    appointments: seats.map((seat) => appointmentOf(frame, seat)),
    centre: {
      acceptor: staffed('acceptor'),
      'duty-chief': staffed('duty-chief'),
      dispatcher: staffed('dispatcher'),
      'reporting-inspector': staffed('reporting-inspector'),
      'checking-inspector': staffed('checking-inspector'),
    },
    departments: new Map(offices.map(({ id, code, duty }) => [duty ?? '', { ...staffed(code), unitId: id }])),
  }
}

const startOf = ({ since }: CityFrame): Date => new Date(`${since}T00:00:00Z`)
const idOf = (frame: CityFrame, kind: string, key: string): string => derivedId(startOf(frame), frame.cityId, kind, key)
const dated = ({ cityId, since }: CityFrame) => ({ cityId, validFrom: since, validTo: null })

const centreUnit = (frame: CityFrame, { city }: Mapping): Unit => ({
  ...dated(frame),
  id: idOf(frame, 'unit', 'centre'),
  code: 'CENTRE',
  name: `${city.name}受理中心`,
  nameEn: `${city.nameEn} intake centre`,
  kind: 'centre',
  duty: null,
  level: 'city',
  areaCode: city.code,
  zoneCode: null,
  parentId: null,
})

const departmentUnit = (frame: CityFrame, { city, departments }: Mapping, duty: string, parentId: string): Unit => ({
  ...dated(frame),
  id: idOf(frame, 'unit', `department ${duty}`),
  code: `D-${duty}`,
  name: departments[duty]?.name ?? duty,
  nameEn: departments[duty]?.nameEn ?? duty,
  kind: 'department',
  duty,
  level: 'city',
  areaCode: city.code,
  zoneCode: null,
  parentId,
})

const personOf = (frame: CityFrame, { key, title, titleEn }: Seat): Insertable<PersonTable> => ({
  cityId: frame.cityId,
  id: idOf(frame, 'person', key),
  login: null,
  passwordHash: null,
  name: `${title} / ${titleEn}`,
  createdAt: startOf(frame),
})

const postOf = (frame: CityFrame, { key, unitId, role, title, titleEn, rank }: Seat): Insertable<PostTable> => ({
  ...dated(frame),
  id: idOf(frame, 'post', key),
  unitId,
  roleCode: role,
  title,
  titleEn,
  rank,
  areaCodes: null,
})

const appointmentOf = (frame: CityFrame, { key }: Seat): Insertable<AppointmentTable> => ({
  ...dated(frame),
  id: idOf(frame, 'appointment', key),
  personId: idOf(frame, 'person', key),
  postId: idOf(frame, 'post', key),
  kind: 'holder',
})
