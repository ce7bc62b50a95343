import type { z } from 'zod'
import { readCityToday } from '#organisation/city-today.ts'
import type { PersonPage, PersonQuery, PersonView } from '#organisation/contract-accounts.ts'
import { organisationProblems } from '#organisation/problems.ts'
import {
  countPersons,
  findVisiblePerson,
  listAppointmentsOf,
  listDeputiesOf,
  listGridsOfPerson,
  listPersons,
  listSeats,
  type PersonFilter,
} from '#organisation/queries-accounts.ts'
import { namer } from '#organisation/view-people.ts'
import { toPage } from '#organisation/view-places.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

const asBoolean = (text: 'true' | 'false' | undefined): boolean | undefined => (text === undefined ? undefined : text === 'true')

/** A page of the people in the actor's areas with their posts; without people.read names are masked, logins left out and neither can be searched. */
export async function listPeoplePage(tx: Db, actor: Actor, query: z.output<typeof PersonQuery>): Promise<z.input<typeof PersonPage>> {
  const { after, limit, active, signIn, ...asked } = query
  const on = query.on ?? (await readCityToday(tx, actor)).today
  const [nameOf, full] = [namer(actor), mayDo(actor, 'people.read')]
  const flags = { active: asBoolean(active), signIn: asBoolean(signIn) }
  const filter: PersonFilter = { ...asked, ...flags, areas: actor.areas, on, byName: full }
  const { items, next } = toPage(await listPersons(tx, actor.cityId, filter, after, limit + 1), limit, (person) => person.id)
  const ids = items.map(({ id }) => id)
  const seats = Map.groupBy(await listSeats(tx, actor.cityId, ids, on), ({ personId }) => personId)
  const shown = items.map((person) => ({
    ...person,
    name: nameOf(person.name),
    login: full ? person.login : null,
    posts: seats.get(person.id) ?? [],
  }))
  return { items: shown, next, total: await countPersons(tx, actor.cityId, filter) }
}

type AppointmentRow = Awaited<ReturnType<typeof listAppointmentsOf>>[number]

function showAppointment(row: AppointmentRow): z.input<typeof PersonView>['appointments'][number] {
  const { id, kind, inForce, validFrom, validTo, postId, unitId, unitName, unitNameEn, areaCode, postFrom, postTo, ...post } = row
  return {
    id,
    kind,
    inForce,
    validFrom,
    validTo,
    post: { ...post, id: postId, unitId, validFrom: postFrom, validTo: postTo },
    unit: { id: unitId, name: unitName, nameEn: unitNameEn, areaCode },
  }
}

/** One person of the actor's areas: account, appointments, deputies, grids; masked without people.read. Throws organisation.not_found. */
export async function viewPerson(tx: Db, actor: Actor, id: string, day: string | undefined): Promise<z.input<typeof PersonView>> {
  const on = day ?? (await readCityToday(tx, actor)).today
  const person = await findVisiblePerson(tx, actor.cityId, id, actor.areas, on)
  if (person === undefined) throw organisationProblems.noPerson(id, 'id')
  const [nameOf, full] = [namer(actor), mayDo(actor, 'people.read')]
  const appointments = await listAppointmentsOf(tx, actor.cityId, id, on)
  const deputies = await listDeputiesOf(tx, actor.cityId, id, on)
  return {
    ...person,
    name: nameOf(person.name),
    login: full ? person.login : null,
    createdAt: person.createdAt.toISOString(),
    appointments: appointments.map(showAppointment),
    deputies: deputies.map((each) => ({ ...each, name: nameOf(each.name) })),
    grids: await listGridsOfPerson(tx, actor.cityId, id, on),
  }
}
