import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { draftVersion } from '#catalogue/draft-version.ts'
import { makeKey } from '#identity/manage-keys.ts'
import { makeSecretBox } from '#identity/secret-box.ts'
import { readSecretKey } from '#identity/secret-key.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { handClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { makeHub } from '#platform/hub.ts'
import { newId } from '#platform/identifier.ts'
import { makeLogger } from '#platform/log.ts'
import { makeMetrics } from '#platform/metrics.ts'
import type { AnyRoute } from '#platform/route.ts'
import { spellForm } from '#portal/form-token.ts'
import { formSigner } from '#portal/parts.ts'
import { makeApp } from '#server/main.ts'
import { beginStory } from '#test/cases/drive.ts'
import { signInAs } from '#test/cases/sign-in-as.ts'
import { makeCaseCity, minutesLater } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestPerson, signedIn, type TestPerson } from '#test/support/http.ts'

/** Somebody who sends requests, or nobody. */
export interface Sender {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly permissions: ReadonlySet<string>
}

/** A small city with cases at every stage, and who sends requests in it. */
export interface FuzzWorld {
  readonly city: SmallCity
  /** Signs everybody in anew: some requests sign people out. */
  senders(): Promise<readonly Sender[]>
}

/** The whole application over small cities of its own, listening. */
export interface FuzzSite {
  readonly port: number
  readonly app: FastifyInstance
  readonly db: Db
  readonly routes: readonly AnyRoute[]
  /** Another city (at first the one it began with): what requests did to the one before no longer stands in the way. */
  settle(): Promise<FuzzWorld>
  /** Forms of the page for residents that lay open, each good for one thing. */
  forms(): readonly string[]
  /** Every city there was. */
  readonly cityIds: readonly string[]
  /** Where its files are. */
  readonly files: string
  close(): Promise<void>
}

export const FUZZ_TIME = minutesLater(120)
/** Holds every permission there is, in district 1. */
export const ABLE = 'somebody who may do anything'
const PEOPLE = [
  'centre.acceptor', '1-centre.acceptor', '1-centre.duty-chief', '1-centre.dispatcher', '1-centre.supervisor', '1-centre.inspector',
  '1-water.handler', '1.1.1-workstation.head', '2-centre.acceptor', 'administrator',
] // biome-ignore format: a list

const everyPermission = (): string[] => [...new Set(DEFAULT_ROLES.flatMap(({ permissions }) => permissions))]

const everybodyElse: readonly Sender[] = [
  { name: 'nobody', headers: {}, permissions: new Set() },
  { name: 'somebody with a made-up token', headers: { authorization: 'Bearer made-up' }, permissions: new Set() },
]

/** A key to all that an acceptor may do, made as they would make it. */
async function makeProgram(db: Db, city: SmallCity): Promise<Sender> {
  const actor = city.actorOf('1-centre.acceptor', FUZZ_TIME)
  const { personId, postId } = city.person('1-centre.acceptor')
  const session = {
    id: newId(),
    tokenHash: '',
    cityId: city.cityId,
    personId,
    postId,
    expiresAt: FUZZ_TIME,
    kind: 'desk',
    owes: null,
  } as const
  const key = await makeKey(db, actor, session, {
    name: '交换程序',
    scopes: [...actor.permissions],
    expiresAt: minutesLater(100_000, FUZZ_TIME),
  })
  return { name: 'a program with a key', headers: { authorization: `Bearer ${key.secret}` }, permissions: actor.permissions }
}

async function makeSenders(db: Db, city: SmallCity, all: TestPerson): Promise<Sender[]> {
  const known = PEOPLE.map(async (name): Promise<Sender> => {
    const headers = await signInAs(db, city, name, FUZZ_TIME)
    return { name, headers, permissions: city.actorOf(name, FUZZ_TIME).permissions }
  })
  const able = {
    name: ABLE,
    headers: await signedIn(db, { cityId: city.cityId, unitId: '' }, all, FUZZ_TIME),
    permissions: new Set(everyPermission()),
  }
  return [...everybodyElse, able, await makeProgram(db, city), ...(await Promise.all(known))]
}

const STAGES = ['reported', 'accepted', 'filed', 'dispatched', 'handling', 'handled', 'checking', 'checked', 'closed'] as const

async function makeWorld(db: Db): Promise<FuzzWorld> {
  const city = await makeCaseCity(db, { settings: { cases: { photoRequired: [] }, portal: { enabled: true } } })
  const all = await insertTestPerson(db, { cityId: city.cityId, unitId: city.unit('1-centre').id }, everyPermission())
  await inTransaction(db, async (tx) => {
    for (const stage of STAGES) await (await beginStory(tx, { city })).upTo(stage)
    await draftVersion(tx, city.actorOf('administrator', FUZZ_TIME), { note: '' })
  })
  return { city, senders: () => makeSenders(db, city, all) }
}

/** Limits are off, so that every request is judged by what it holds; `more` are settings of the environment besides. */
export async function startFuzzSite(more: Readonly<Record<string, string>> = {}): Promise<FuzzSite> {
  const { db, engine } = await testDatabase()
  const first = await makeWorld(db)
  const worlds = [first]
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-fuzz-'))
  const config = readConfig({ WANGGE_DATA_DIR: dataDir, WANGGE_CITY: first.city.cityId, WANGGE_LIMITS: 'off', ...more })
  const sign = formSigner({ secrets: makeSecretBox(readSecretKey(config)) }, first.city.cityId)
  const forms = (): string[] =>
    Array.from({ length: 40 }, () => spellForm({ id: newId(FUZZ_TIME), issuedAt: minutesLater(-5, FUZZ_TIME) }, sign))
  const [log, metrics, hub] = [makeLogger(process.env.WANGGE_LOG_LEVEL ?? 'silent'), makeMetrics(), makeHub()]
  const app = await makeApp({ config, clock: handClock(FUZZ_TIME), database: { db, engine }, log, metrics, hub, relay: { wake: () => {} } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the fuzz site listens nowhere')
  let unused: FuzzWorld | undefined = first
  const settle = async (): Promise<FuzzWorld> => {
    const world = unused ?? (await makeWorld(db))
    if (world !== unused) worlds.push(world)
    unused = undefined
    return world
  }
  const close = async (): Promise<void> => {
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const cityIds = (): string[] => worlds.map(({ city }) => city.cityId)
  return { port: address.port, app, db, routes: app.servedRoutes, forms, files: join(dataDir, 'files'), settle, close, get cityIds() { return cityIds() } } // biome-ignore format: a list
}
