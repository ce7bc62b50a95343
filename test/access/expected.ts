import type { AnyRoute } from '#platform/route.ts'
import type { State } from './cases.ts'
import { sees } from './cases.ts'
import { covers, may, type Someone } from './people.ts'
import type { Ask, World } from './world.ts'

/**
 * Whose it is what a request asks for, which decides what those whose post holds the permission are answered:
 * everyone: each city has its own under the same address; city: it is one thing of our city; district: one thing of district 1, known by a code that
 * other cities have too; thing: one thing of district 1, known by an id; a state: the case of district 1 that stands there.
 */
export type Whose = 'everyone' | 'city' | 'district' | 'thing' | State

export interface Row {
  readonly whose: Whose
  /** The request, valid in every field. */
  readonly ask: (world: World) => Ask
  /** What the route answers when all is well; the route's own status unless said. */
  readonly answer?: number | readonly number[]
  /** Key of the place it lies in; district 1 unless said. */
  readonly place?: string
  /** What those of our city are answered who hold the permission and may not see the thing; 404 unless said. */
  readonly hidden?: number
  /** Of a case: only these do it; others who see it are refused. Everybody who sees it unless said. */
  readonly doers?: readonly string[]
  /** A permission the route asks for beyond what it declares. */
  readonly needs?: (someone: Someone) => boolean
  /** Of a session: a program's key has none. */
  readonly desk?: true
  /** More requests of the same kind, asked for what they tell alone. */
  readonly also?: (world: World) => readonly Ask[]
  /** The id in the request for which another, that nobody has, is asked too: the two answers must be the same to whom the thing is hidden. */
  readonly named?: (world: World) => string
}

/** What asks for nothing but to be somebody. */
export const ANYBODY: readonly string[] = ['signed-in', 'identified']
const CITY_WIDE: readonly Whose[] = ['everyone', 'city', 'district', 'thing']

/** Whether somebody whose post holds the permission may meet what is asked for. */
export function meets(world: World, { whose, place = '1' }: Row, someone: Someone): boolean {
  if (whose === 'everyone') return true
  const ours = someone.cityId === world.city.cityId
  if (whose === 'city') return ours
  if (whose === 'district' || whose === 'thing') return (ours || whose === 'district') && covers(someone, world.city.code(place))
  const facts = world.cases.get(whose)
  return facts !== undefined && sees(someone, facts)
}

/** The status somebody must be answered with. */
export function expectedOf(world: World, route: AnyRoute, row: Row, someone: Someone): readonly number[] {
  return [statusFor(world, route, row, someone)].flat()
}

function statusFor(world: World, route: AnyRoute, row: Row, someone: Someone): number | readonly number[] {
  if (route.permission === 'public') return row.answer ?? statusOf(route)
  if (someone.cityId === null) return 401
  if (!ANYBODY.includes(route.permission) && !may(someone, route.permission)) return 403
  if (someone.isKey && row.desk) return 401
  if (row.needs && !row.needs(someone)) return 403
  if (!meets(world, row, someone)) return row.whose === 'thing' && someone.cityId !== world.city.cityId ? 404 : (row.hidden ?? 404)
  return row.doers && !CITY_WIDE.includes(row.whose) && !row.doers.includes(someone.key) ? 403 : (row.answer ?? statusOf(route))
}

const statusOf = (route: AnyRoute): number => ('status' in route ? (route.status ?? 200) : 200)
