import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostilePhotos } from './files.ts'
import { faultsOf } from './judge.ts'
import { makeRandom, seedOfRun } from './random.ts'
import { makeRequest } from './requests.ts'
import { makeAgent, send } from './send.ts'
import { type FuzzSite, startFuzzSite } from './site.ts'
import { isTusRoute } from './tus.ts'
import { readWords } from './words.ts'

const [COUNT, REREAD] = [800, 4]
let site: FuzzSite
beforeAll(async () => {
  site = await startFuzzSite()
})
afterAll(() => site.close())

describe(`${COUNT} requests to the routes of uploads in parts`, () => {
  test('with headers right and wrong are answered without a fault of ours; a wrong header is named', async () => {
    const [agent, seed, world] = [makeAgent(), seedOfRun(20261122), await site.settle()]
    const routes = site.routes.filter(isTusRoute)
    expect(routes.map(({ method }) => method).sort()).toEqual(['DELETE', 'GET', 'PATCH', 'POST'])
    // Giving uploads up is tried less often than going on with them.
    const turns = ['POST', 'PATCH', 'PATCH', 'GET', 'PATCH', 'POST', 'PATCH', 'DELETE'].flatMap((wanted) =>
      routes.filter(({ method }) => method === wanted),
    )
    const files = { photos: (await hostilePhotos()).filter(({ isHeavy }) => !isHeavy), workbooks: [], tables: [] }
    const senders = await world.senders()
    const [faults, statuses, named] = [[] as string[], new Map<string, number>(), new Set<string>()]
    let material = { ...files, routes, senders, ...(await readWords(site.db, world.city)) }
    for (let index = 0; index < COUNT; index++) {
      if (index % REREAD === 0) material = { ...material, ...(await readWords(site.db, world.city)) }
      const route = turns[index % turns.length]
      if (!route) throw new Error('no route')
      const request = makeRequest(route, material, makeRandom(seed + index * 7919))
      const answer = await send(agent, site.port, request)
      const key = `${route.method} ${answer.status}`
      statuses.set(key, (statuses.get(key) ?? 0) + 1)
      const { code, field } = /json/.test(String(answer.headers['content-type'])) ? JSON.parse(answer.body.toString('utf8') || '{}') : {}
      if (code === 'upload.bad_header' || code === 'upload.tus_version') named.add(String(field))
      for (const fault of faultsOf(request, answer)) faults.push(`${fault}\n  #${index} ${JSON.stringify(request.headers).slice(0, 300)}`)
    }
    agent.destroy()
    process.stdout.write(`seed ${seed}: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}\n`)
    expect(faults.join('\n'), `WANGGE_FUZZ_SEED=${seed}`).toBe('')
    // It came past the door: uploads begun, parts taken, photos finished, and each way to be wrong.
    expect([...named].sort()).toEqual(['Tus-Resumable', 'Upload-Checksum', 'Upload-Length', 'Upload-Metadata', 'Upload-Offset'])
    for (const met of ['POST 201', 'POST 400', 'POST 412', 'PATCH 204', 'PATCH 400', 'PATCH 409', 'PATCH 412', 'PATCH 415', 'PATCH 460', 'GET 200', 'GET 412', 'DELETE 204'])
      expect(statuses.has(met), met).toBe(true) // biome-ignore format: a list
    const photos = await site.db.selectFrom('storedFile').select('id').where('cityId', '=', world.city.cityId).execute()
    expect(photos.length).toBeGreaterThan(0)
  }, 120_000)
})
