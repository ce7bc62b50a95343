import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { withKeys } from '#identity/key-visitor.ts'
import { openSession } from '#identity/open-session.ts'
import { hashPassword } from '#identity/password-hash.ts'
import { type IdentityParts, identityRoutes } from '#identity/routes.ts'
import { makeSecretBox } from '#identity/secret-box.ts'
import { makeSessions } from '#identity/sessions.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import type { ActorDirectory } from '#platform/actor-directory.ts'
import type { Clock } from '#platform/clock.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { folderStore } from '#platform/file-folder.ts'
import type { FileStore } from '#platform/files.ts'
import { type AppParts, buildApp } from '#platform/http.ts'
import { newId } from '#platform/identifier.ts'
import type { AnyRoute } from '#platform/route.ts'
import { testDatabase } from '#test/support/database.ts'

export const RULES = { sessionHours: 12, idleMinutes: 60 }
/** The key of the installation under test. */
export const SECRETS = makeSecretBox('a key of thirty-two signs or more!')
export const START = new Date('2026-03-02T01:00:00Z')

/** A city of its own per test file, so that committed rows of one file never meet another's. */
export interface TestCity {
  readonly cityId: string
  readonly unitId: string
}

export interface TestPerson {
  readonly personId: string
  readonly postId: string
  readonly login: string
}

export const PASSWORD = 'a long enough password'
let passwordHash: Promise<string> | undefined

/** Inserts a city with one unit over `areaCode`. */
export async function insertTestCity(db: Db, areaCode = '5301'): Promise<TestCity> {
  const cityId = `t${newId().replaceAll('-', '').slice(-24)}`
  const unitId = newId()
  await db
    .insertInto('city')
    .values({
      cityId,
      name: '试城',
      nameEn: 'Test city',
      timeZone: 'Asia/Shanghai',
      codeLengths: JSON.stringify({ city: 4, district: 6, street: 9, community: 12, grid: 15 }) as never,
      settings: '{}' as never,
      createdAt: START,
    })
    .execute()
  await insertTestUnit(db, cityId, unitId, areaCode)
  return { cityId, unitId }
}

export async function insertTestUnit(db: Db, cityId: string, id: string, areaCode: string, zoneCode: string | null = null): Promise<void> {
  await db
    .insertInto('unit')
    .values({
      cityId,
      id,
      code: `U-${id.slice(-8)}`,
      name: '监督指挥中心',
      nameEn: 'Centre',
      kind: 'centre',
      duty: null,
      level: 'city',
      areaCode,
      zoneCode,
      parentId: null,
      validFrom: '2020-01-01',
      validTo: null,
    })
    .execute()
}

/** Inserts a person with one post in `unitId` whose role holds `permissions`. Everyone's password is PASSWORD. */
export async function insertTestPerson(db: Db, city: TestCity, permissions: string[], unitId = city.unitId): Promise<TestPerson> {
  const { cityId } = city
  const personId = newId()
  const login = `user-${personId.slice(-10)}`
  passwordHash ??= hashPassword(PASSWORD)
  await db
    .insertInto('person')
    .values({ cityId, id: personId, login, passwordHash: await passwordHash, name: '试用人员', createdAt: START })
    .execute()
  const postId = await insertTestPost(db, city, personId, permissions, unitId)
  return { personId, postId, login }
}

export async function insertTestPost(
  db: Db,
  { cityId, unitId }: TestCity,
  personId: string,
  permissions: string[],
  inUnit = unitId,
  kind: 'holder' | 'deputy' = 'holder',
): Promise<string> {
  const postId = newId()
  const roleCode = `role-${postId.slice(-8)}`
  const validity = { validFrom: '2020-01-01', validTo: null }
  await db.insertInto('role').values({ cityId, code: roleCode, name: '角色', nameEn: 'Role', permissions }).execute()
  await db
    .insertInto('post')
    .values({ cityId, id: postId, unitId: inUnit, roleCode, title: '岗位', titleEn: 'Post', areaCodes: null, ...validity })
    .execute()
  await db
    .insertInto('appointment')
    .values({ cityId, id: newId(), personId, postId, kind, ...validity })
    .execute()
  return postId
}

export const temporaryStore = (): FileStore => folderStore(mkdtempSync(join(tmpdir(), 'wangge-files-')))

export interface TestAppOptions extends Partial<Omit<AppParts, 'config'>>, Pick<IdentityParts, 'hashing' | 'oidc' | 'onFailure'> {
  readonly cityId: string
  readonly routes: readonly AnyRoute[]
  readonly directory?: ActorDirectory
  readonly trustProxy?: boolean
}

/** An app over the shared test database with the session routes and those given; close it when done. */
export async function testApp(options: TestAppOptions): Promise<FastifyInstance> {
  const database = await testDatabase()
  const clock: Clock = options.clock ?? handClock(START)
  const directory = options.directory ?? actorDirectory
  const visitors = { db: database.db, clock, directory }
  const sessions = withKeys(makeSessions(visitors), visitors)
  const { hashing, oidc, onFailure } = options
  const given = { ...(hashing && { hashing }), ...(oidc && { oidc }), ...(onFailure && { onFailure }) }
  const app = buildApp({
    database,
    clock,
    config: { cityId: options.cityId, trustProxy: options.trustProxy ?? false },
    files: temporaryStore(),
    sessions,
    version: '0.0.0-test',
    ...options,
    routes: [...identityRoutes({ directory, rules: RULES, secrets: SECRETS, ...given }), ...options.routes],
  })
  await app.ready()
  return app
}

/** A Bearer token for a person, without the cost of hashing a password; a second factor the post may ask for has been given. */
export async function signedIn(
  db: Db,
  { cityId }: { cityId: string; unitId?: string },
  who: { personId: string; postId: string; login?: string },
  at = START,
) {
  const lifetime = { ...RULES, renewMinutes: 60 }
  const { personId, postId } = who
  const how = { openedBy: 'password', factor: 'given', address: '192.0.2.1', userAgent: 'test' } as const
  const { token } = await openSession(db, { cityId, personId, postId, lifetime, ...how, at })
  return { authorization: `Bearer ${token}` }
}

export const ask = (app: FastifyInstance, options: InjectOptions): Promise<LightMyRequestResponse> => app.inject(options)
