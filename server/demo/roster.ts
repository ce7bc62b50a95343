import type { Insertable } from 'kysely'
import { DEMO_CITY_ID, DEMO_SINCE } from '#demo/city.ts'
import type { AppointmentKind } from '#organisation/kinds.ts'
import type { Unit } from '#organisation/queries-units.ts'
import type { AppointmentTable, GridStaffTable, PersonTable, PostTable } from '#organisation/tables.ts'
import { newId } from '#platform/identifier.ts'

/** A post to be filled. `areaCodes` are place codes; null means the area of the unit. */
export interface Seat {
  readonly role: string
  readonly title: string
  readonly titleEn: string
  readonly rank?: number
  readonly areaCodes?: string[] | null
}

/** The people of the city as rows, growing while it is planned. */
export interface Roster {
  readonly posts: Insertable<PostTable>[]
  readonly persons: Insertable<PersonTable>[]
  readonly appointments: Insertable<AppointmentTable>[]
  readonly gridStaff: GridStaffRow[]
  /** A new person without a post. */
  person(): string
  /** A new post, held by the person given or by a new one. */
  fill(unit: Unit, seat: Seat, personId?: string): Holding
  appoint(personId: string, postId: string, kind: AppointmentKind): void
  staff(gridCode: string, kindCode: string, personId: string): void
}

type GridStaffRow = { readonly [Column in keyof GridStaffTable]: GridStaffTable[Column] }

export interface Holding {
  readonly personId: string
  readonly postId: string
}

const DATED = { cityId: DEMO_CITY_ID, validFrom: DEMO_SINCE, validTo: null }

/** An empty roster; `nextName` names each new person. */
export function newRoster(nextName: () => string, at: Date): Roster {
  const [posts, persons, appointments, gridStaff]: [Roster['posts'], Roster['persons'], Roster['appointments'], GridStaffRow[]] = [
    [],
    [],
    [],
    [],
  ]
  const person = (): string => {
    const id = newId(at)
    persons.push({ cityId: DEMO_CITY_ID, id, login: null, passwordHash: null, name: nextName(), locale: 'zh', active: true, createdAt: at })
    return id
  }
  const appoint = (personId: string, postId: string, kind: AppointmentKind): void => {
    appointments.push({ ...DATED, id: newId(at), personId, postId, kind })
  }
  const fill = (unit: Unit, seat: Seat, personId = person()): Holding => {
    const { role: roleCode, title, titleEn, rank = 1, areaCodes = null } = seat
    const postId = newId(at)
    posts.push({ ...DATED, id: postId, unitId: unit.id, roleCode, title, titleEn, rank, areaCodes })
    appoint(personId, postId, 'holder')
    return { personId, postId }
  }
  const staff = (gridCode: string, kindCode: string, personId: string): void => {
    gridStaff.push({ ...DATED, id: newId(at), gridCode, kindCode, personId })
  }
  return { posts, persons, appointments, gridStaff, person, fill, appoint, staff }
}
