import { randomBytes } from 'node:crypto'
import { spellKey } from '#identity/key-rules.ts'
import { hashPassword } from '#identity/password-hash.ts'
import { insertKey } from '#identity/queries-keys.ts'
import { hashToken } from '#identity/token.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import type { Unit } from '#organisation/queries-units.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { SmallCity } from '#test/support/city.ts'
import { signedIn } from '#test/support/http.ts'
import type { Marks } from './marks.ts'

/** Where somebody stands: over the city, in district 1 (where everything asked for lies), in district 2, or in another city. */
export const SIDES = ['city', 'inside', 'outside', 'elsewhere'] as const
export type Side = (typeof SIDES)[number]

/** Somebody who asks: in a role, on a side; or nobody at all. */
export interface Someone {
  readonly key: string
  readonly role: string | null
  readonly side: Side | null
  readonly cityId: string | null
  readonly personId: string | null
  readonly postId: string | null
  readonly unitId: string | null
  readonly areas: readonly string[]
  readonly permissions: ReadonlySet<string>
  readonly headers: Readonly<Record<string, string>>
  /** A program with a key, who is nobody's session. */
  readonly isKey?: true
}

export const NOBODY: Someone = {
  key: 'nobody', role: null, side: null, cityId: null, personId: null, postId: null, unitId: null, areas: [], permissions: new Set(), headers: {},
} // biome-ignore format: a row

export const may = (someone: Someone, permission: string): boolean => someone.permissions.has(permission)
export const covers = (someone: Pick<Someone, 'areas'>, code: string): boolean => someone.areas.some((area) => code.startsWith(area))

/** Within somebody's area or above it: whoever works on the same cases. */
const meetsArea = (someone: Someone, area: string): boolean => covers(someone, area) || someone.areas.some((own) => own.startsWith(area))

/** The unit in which a role is filled on a side; a community's workstation head has none over a city or a district. */
function unitOf(city: SmallCity, role: string, side: Side): Unit {
  const district = side === 'outside' ? '2' : '1'
  if (role === 'workstation-head') return city.unit(side === 'city' ? 'centre' : `${district}.1.1-workstation`)
  if (role === 'handler') return city.unit(side === 'city' ? 'water' : `${district}-water`)
  return city.unit(side === 'city' ? 'centre' : `${district}-centre`)
}

async function insertSomeone(
  db: Db,
  city: SmallCity,
  at: Date,
  marks: Marks,
  role: string,
  side: Side,
  unit: Unit,
  key: string,
): Promise<Someone> {
  const { cityId } = city
  const dated = { cityId, validFrom: city.since, validTo: null }
  const [personId, postId] = [newId(at), newId(at)]
  const readsNames = (someone: Someone): boolean =>
    someone.cityId === cityId &&
    ((covers(someone, unit.areaCode) && may(someone, 'people.read')) || (may(someone, 'case.read') && meetsArea(someone, unit.areaCode)))
  passwordHash ??= await hashPassword('nobody signs in with this')
  const name = `姓${marks.word(`the name of ${key}`, (someone) => someone.personId === personId || readsNames(someone))}`
  const login = marks.word(
    `the login of ${key}`,
    (someone) =>
      someone.personId === personId || (someone.cityId === cityId && covers(someone, unit.areaCode) && may(someone, 'people.read')),
  )
  await db.insertInto('person').values({ cityId, id: personId, name, login, passwordHash, locale: 'zh', createdAt: at }).execute()
  await db
    .insertInto('post')
    .values({ ...dated, id: postId, unitId: unit.id, roleCode: role, title: key, titleEn: key, rank: 1, areaCodes: null })
    .execute()
  await db
    .insertInto('appointment')
    .values({ ...dated, id: newId(at), personId, postId, kind: 'holder' })
    .execute()
  const headers = await signedIn(db, { cityId, unitId: unit.id }, { personId, postId, login }, at)
  const permissions = new Set(DEFAULT_ROLES.find(({ code }) => code === role)?.permissions ?? [])
  return { key, role, side, cityId, personId, postId, unitId: unit.id, areas: [unit.areaCode], permissions, headers }
}

let passwordHash: string | undefined

/** Whom others are asked about; asks nothing. */
export const BYSTANDER = 'bystander'
/** A key somebody made for a program: fewer permissions than the post holds, in a part of its area. */
export async function makeKey(
  db: Db,
  city: SmallCity,
  owner: Someone,
  scopes: readonly string[],
  areaCodes: readonly string[],
  at: Date,
): Promise<Someone & { keyId: string }> {
  const key = spellKey({ cityId: city.cityId, secret: randomBytes(32).toString('base64url') })
  const keyId = newId(at)
  const { personId, postId } = owner
  if (personId === null || postId === null) throw new Error(`${owner.key} holds no post`)
  const life = { createdAt: at, expiresAt: new Date(at.getTime() + 86_400_000), lastUsedAt: null, revokedAt: null, revokedBy: null }
  await insertKey(db, {
    cityId: city.cityId,
    id: keyId,
    keyHash: hashToken(key),
    name: '程序',
    hint: key.slice(0, 8),
    personId,
    postId,
    scopes: [...scopes],
    areaCodes: [...areaCodes],
    ...life,
  })
  const headers = { authorization: `Bearer ${key}` }
  return { ...owner, key: `key of ${owner.key}`, isKey: true, keyId, areas: areaCodes, permissions: new Set(scopes), headers }
}

/** A post that holds nothing. */
const IDLE = 'idle'

/**
 * Everybody who asks: each role the product ships on each side, a unit's neighbour inside the district, somebody whose post holds nothing, and nobody.
 * Those elsewhere stand in district 1 of another city whose codes are the very same.
 */
export async function appointEverybody(db: Db, city: SmallCity, other: SmallCity, at: Date, marks: Marks): Promise<Someone[]> {
  for (const { cityId } of [city, other])
    await db.insertInto('role').values({ cityId, code: IDLE, name: '无权限', nameEn: 'Idle', permissions: [] }).execute()
  const people: Someone[] = [NOBODY]
  for (const role of [...DEFAULT_ROLES.map(({ code }) => code), IDLE])
    for (const side of SIDES) {
      const of = side === 'elsewhere' ? other : city
      people.push(await insertSomeone(db, of, at, marks, role, side, unitOf(of, role, side), `${role} ${side}`))
    }
  people.push(await insertSomeone(db, city, at, marks, 'handler', 'inside', city.unit('1-power'), 'handler beside'))
  people.push(await insertSomeone(db, city, at, marks, 'dispatcher', 'inside', city.unit('1-centre'), BYSTANDER))
  return people
}
