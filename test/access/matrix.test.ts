import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyRoute } from '#platform/route.ts'
import { declaredStatuses } from './declared.ts'
import { ANYBODY, expectedOf, meets, type Row } from './expected.ts'
import { may, type Someone } from './people.ts'
import { ENDLESS, ROWS } from './rows.ts'
import { type Ask, makeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 300_000)
afterAll(() => world?.close())

const addressOf = ({ method, path }: AnyRoute): string => `${method} ${path}`
const textOf = (ask: Ask): string =>
  `${ask.url} ${Buffer.isBuffer(ask.payload) ? ask.payload.toString('latin1') : JSON.stringify(ask.payload ?? '')}`
const NOWHERE = '00000000-0000-4000-8000-0000000000ff'

/** The same request for something that does not exist. */
function elsewhere(ask: Ask, id: string): Ask {
  const other = /^\d+$/.test(id) ? `${id.slice(0, -1)}9` : /^[0-9a-f-]{36}$/.test(id) ? NOWHERE : 'NO-SUCH'
  const replace = (text: string): string => text.replaceAll(id, other)
  const payload = ask.payload && !Buffer.isBuffer(ask.payload) ? JSON.parse(replace(JSON.stringify(ask.payload))) : ask.payload
  return { ...ask, url: replace(ask.url), ...(payload && { payload }) }
}

/** An answer without what differs from one request to the next. */
const plain = (body: string, ids: readonly string[]): string =>
  ids.reduce((text, id) => text.replaceAll(id, '…'), body.replace(/"traceId":"[^"]*"/, ''))

function leaksIn(route: AnyRoute, ask: Ask, answer: LightMyRequestResponse, someone: Someone): string[] {
  const text = `${answer.headers['content-type'] === 'application/vnd.mapbox-vector-tile' ? answer.rawPayload.toString('latin1') : answer.body} ${JSON.stringify(answer.headers)}`
  return world.marks.leaks(text, textOf(ask), someone, addressOf(route)).map((leak) => `${ask.url} tells ${someone.key} of ${leak}`)
}

/** What one more request of the kind tells that it must not. */
async function tells(route: AnyRoute, ask: Ask, someone: Someone): Promise<string[]> {
  const answer = await world.ask(someone, ask)
  const sound =
    answer.statusCode < 300 || answer.statusCode === 404
      ? []
      : [`${ask.url} by ${someone.key}: ${answer.statusCode}: ${answer.body.slice(0, 300)}`]
  return [...sound, ...leaksIn(route, ask, answer, someone)]
}

async function cell(route: AnyRoute, row: Row, someone: Someone): Promise<string[]> {
  const address = addressOf(route)
  const ask = row.ask(world)
  const answer = await world.ask(someone, ask)
  const expected = expectedOf(world, route, row, someone)
  const faults: string[] = []
  if (!expected.includes(answer.statusCode))
    faults.push(`${address} by ${someone.key}: ${answer.statusCode} and not ${expected.join(' or ')}: ${answer.body.slice(0, 300)}`)
  if (!declaredStatuses(world.app, route).includes(answer.statusCode))
    faults.push(`${address}: answers ${answer.statusCode}, which OpenAPI does not declare`)
  faults.push(...leaksIn(route, ask, answer, someone))
  if (expected.some((status) => status < 300))
    for (const more of row.also?.(world) ?? []) faults.push(...(await tells(route, more, someone)))
  const id = row.named?.(world)
  const held = ANYBODY.includes(route.permission) || may(someone, route.permission)
  if (id !== undefined && held && someone.cityId !== null && !meets(world, row, someone)) {
    const nothing = elsewhere(ask, id)
    const none = await world.ask(someone, nothing)
    const [here, there] = [plain(answer.body, [id]), plain(none.body, [NOWHERE, `${id.slice(0, -1)}9`, 'NO-SUCH'])]
    if (none.statusCode !== answer.statusCode || here !== there)
      faults.push(`${address} tells ${someone.key} that it exists: ${here} / ${there}`)
  }
  return faults
}

describe('every address for everybody', () => {
  it('has a row for each route that is served, and no row without a route', () => {
    const served = world.app.servedRoutes.map(addressOf).filter((address) => !ENDLESS.includes(address))
    expect(Object.keys(ROWS).sort()).toEqual([...served].sort())
    expect(served.length).toBeGreaterThan(130)
    expect(world.people.length).toBeGreaterThan(40)
  })

  it('answers whom it must, refuses whom it must, and tells nobody what they may not know', async () => {
    const faults: string[] = []
    let cells = 0
    for (const route of world.app.servedRoutes) {
      const row = ROWS[addressOf(route)]
      if (!row) continue
      for (const someone of world.people) {
        faults.push(...(await cell(route, row, someone)))
        cells += 1
      }
    }
    expect([...new Set(faults)]).toEqual([])
    expect(cells).toBeGreaterThan(5000)
  }, 900_000)
})
