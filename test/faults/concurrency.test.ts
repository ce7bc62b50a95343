import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesRoutes } from '#cases/routes.ts'
import { photoRoutes } from '#cases/routes-photos.ts'
import { type Random, randomFrom } from '#demo/random.ts'
import { systemClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { testDatabase, testEngine } from '#test/support/database.ts'
import { testApp } from '#test/support/http.ts'
import { compareActions, compareHistories, comparePhotos } from './agreement.ts'
import { contents } from './backup-story.ts'
import { type Entry, Journal } from './journal.ts'
import { castScene, drawSeed, type Scene } from './scene.ts'
import { STEPS, somePhoto } from './walkers.ts'

/** The whole of it on a server; the trial database, a fifth as quick and with one connection, takes a part. */
const [CASES, EVERYDAY] = testEngine === 'server' ? [100, 1000] : [10, 150]
/** Of those that are sent again. */
const [WALKS, PHOTOS] = [15, 15]
/** Ten thousand take longer than a day's patience: `npm run soak` sends them. */
const REPLAYS = process.env.WANGGE_TEST_SOAK === '1' ? 10_000 : EVERYDAY
const CLIENTS = 8

/** No photos are asked for: these are about who was first. */
const PLAIN = { cases: { photoRequired: [] } }

interface Stale {
  readonly code: string
  readonly yours?: { readonly version: number }
  readonly theirs?: { readonly version: number; readonly stage: string }
  readonly since?: readonly { readonly seq: number }[]
}

let db: Db
let scene: Scene
let app: FastifyInstance
let url = ''

beforeAll(async () => {
  db = (await testDatabase()).db
  scene = await castScene(db, PLAIN)
  app = await testApp({ cityId: scene.city.cityId, routes: [...casesRoutes, ...photoRoutes], clock: systemClock })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const reportOf = (): Entry => {
  const [lon, lat] = scene.city.middle('1.1.1.1')
  const body = { lon, lat, address: '双桥路', description: '井盖破损' }
  return { kind: 'action', requestId: newId(), who: '1-centre.acceptor', path: '/api/cases', body }
}

/** What one client believes of the cases: how far each has come, which others may have moved on since. */
class Fighter {
  readonly conflicts: Stale[] = []
  readonly #journal: Journal
  readonly #random: Random
  readonly #versions: Map<string, number>

  constructor(journal: Journal, random: Random, cases: readonly string[]) {
    this.#journal = journal
    this.#random = random
    this.#versions = new Map(cases.map((id) => [id, 1]))
  }

  async fight(): Promise<void> {
    for (let open = this.#open(); open.length > 0; open = this.#open()) {
      const id = open[Math.floor(this.#random() * open.length)] ?? ''
      await this.#step(id, this.#versions.get(id) ?? 1)
    }
  }

  #open(): string[] {
    return [...this.#versions].filter(([, version]) => version <= STEPS.length).map(([id]) => id)
  }

  /** Whoever comes late looks, and tries again from there. */
  async #step(id: string, version: number): Promise<void> {
    const step = STEPS[version - 1]
    if (!step) return
    const { who, action } = step
    const entry: Entry = {
      kind: 'action',
      requestId: newId(),
      who,
      path: `/api/cases/${id}/${action}`,
      body: { version, ...step.body(scene.city) },
    }
    const answer = await fetch(url + entry.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...scene.tokens.get(who) },
      body: JSON.stringify({ requestId: entry.requestId, ...entry.body }),
    })
    const said = (await answer.json()) as Record<string, unknown> & Stale
    if (answer.status === 200) {
      this.#journal.entries.push({ ...entry, answer: said })
      this.#versions.set(id, Number(said.version))
      return
    }
    if (answer.status !== 409) throw new Error(`${entry.path}: ${answer.status} ${JSON.stringify(said)}`)
    this.conflicts.push(said)
    // Somebody who is shown nothing newer would try for ever.
    if (!said.theirs || said.theirs.version <= version) throw new Error(`${entry.path} at ${version}: ${JSON.stringify(said)}`)
    const now = said.theirs.version
    this.#versions.set(id, now)
    await this.#step(id, now)
  }
}

describe(`${CLIENTS} clients fighting over the same ${CASES} cases`, () => {
  it('move each case once a step; whoever comes late is shown both versions, and nothing is lost', { timeout: 400_000 }, async () => {
    const journal = new Journal(url, scene.tokens)
    const cases: string[] = []
    for (let number = 0; number < CASES; number++) cases.push(String((await journal.submit(reportOf())).id))
    const seed = drawSeed('a fight')
    const fighters = Array.from({ length: CLIENTS }, (_, index) => new Fighter(journal, randomFrom(`${seed}/${index}`), cases))
    await Promise.all(fighters.map((fighter) => fighter.fight()))
    const conflicts = fighters.flatMap((fighter) => fighter.conflicts)
    expect(conflicts.length).toBeGreaterThan(CASES)
    const unclear = conflicts.filter(
      ({ code, yours, theirs, since }) =>
        code !== 'case.stale' || !yours || !theirs || theirs.version <= yours.version || since?.length !== theirs.version - yours.version,
    )
    expect(unclear).toEqual([])
    expect(journal.acknowledged).toHaveLength(CASES * (1 + STEPS.length))
    expect(await compareActions(db, scene.city.cityId, journal)).toEqual([])
    expect(await compareHistories(db, scene.city.cityId)).toEqual([])
  })
})

describe(`${REPLAYS} requests sent again`, () => {
  it('change nothing in any table and get their first answers', { timeout: 400_000 }, async () => {
    const journal = new Journal(url, scene.tokens)
    for (let number = 0; number < PHOTOS; number++) {
      const file = await somePhoto(randomFrom(String(number)))
      await journal.submit({ kind: 'photo', requestId: newId(), who: '1-centre.acceptor', path: '/api/photos', body: {}, file })
    }
    for (let number = 0; number < WALKS; number++) {
      const { id } = await journal.submit(reportOf())
      for (const [index, { who, action, body }] of STEPS.entries())
        await journal.submit({
          kind: 'action', requestId: newId(), who, path: `/api/cases/${id}/${action}`, body: { version: index + 1, ...body(scene.city) },
        }) // biome-ignore format: one request
    }
    const before = await contents(db)
    const all = Array.from({ length: REPLAYS }, (_, index) => journal.entries[index % journal.entries.length]).filter(
      (entry) => entry !== undefined,
    )
    expect(all).toHaveLength(REPLAYS)
    expect(await journal.replay(all, CLIENTS)).toEqual([])
    expect(await contents(db)).toEqual(before)
    expect(await comparePhotos(db, scene.city.cityId, journal)).toEqual([])
  })
})
