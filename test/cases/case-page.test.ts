import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesRoutes } from '#cases/routes.ts'
import { casePageRoutes } from '#cases/routes-case-page.ts'
import { photoRoutes } from '#cases/routes-photos.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { MONDAY } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { temporaryStore, testApp } from '#test/support/http.ts'
import { makeJpeg, photoForm } from '#test/support/photos.ts'
import { beginStory, type CaseStory, plainCity } from './drive.ts'
import { askReturn } from './refusal-try.ts'
import { signInAs } from './sign-in-as.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
let files: FileStore
const sessions = new Map<string, { authorization: string }>()
const PEOPLE = ['1-centre.acceptor', '1-centre.dispatcher', '1-water.handler', '2-centre.acceptor'] as const

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await plainCity(db)
  files = temporaryStore()
  app = await testApp({ cityId: city.cityId, routes: [...casesRoutes, ...casePageRoutes, ...photoRoutes], clock: handClock(MONDAY), files })
  for (const key of PEOPLE) sessions.set(key, await signInAs(db, city, key, MONDAY))
})
afterAll(() => app.close())

const get = (key: (typeof PEOPLE)[number], url: string) => app.inject({ url, headers: { ...sessions.get(key) } })
const GRATE = { typeCode: 'C0104', conditionNumber: 1 }

async function withPhoto(): Promise<{ story: CaseStory; photo: string }> {
  const form = photoForm(await makeJpeg({ place: city.middle('1.1.1.1') }), {})
  const headers = { ...sessions.get('1-centre.acceptor'), ...form.headers }
  const uploaded = await app.inject({ method: 'POST', url: '/api/photos', payload: form.payload, headers })
  const photo: string = uploaded.json().id
  return { story: await beginStory(db, { city, ...GRATE, photos: [photo] }), photo }
}

describe('the page of a case over HTTP', () => {
  it('says what must happen next, by when and by whom', async () => {
    const story = await beginStory(db, { city, ...GRATE })
    const answer = await get('1-centre.acceptor', `/api/cases/${story.id}/next`)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      {
        stage: 'reported',
        pending: null,
        since: MONDAY.toISOString(),
        due: { at: new Date(MONDAY.getTime() + 900_000).toISOString(), of: 'stage' },
        steps: [
          { action: 'accept', actionName: { zh: '受理', en: 'Accept' }, mine: true, bySystem: false, more: 0 },
          { action: 'send-verify' },
        ],
      },
    ])
    const [post] = answer.json().steps[0].posts
    expect(post).toMatchObject({ title: '1-centre.acceptor', level: 'district', unitName: city.unit('1-centre').name })
    expect((await get('2-centre.acceptor', `/api/cases/${story.id}/next`)).statusCode).toBe(404)
    expect((await get('1-water.handler', `/api/cases/${story.id}/related`)).statusCode).toBe(404)
  })

  it('shows related cases and duplicates with photos that open', async () => {
    const { story, photo } = await withPhoto()
    const beside = await beginStory(db, { city, ...GRATE })
    const related = await get('1-centre.acceptor', `/api/cases/${beside.id}/related`)
    expect(related.statusCode).toBe(200)
    expect(related.json().cases).toContainEqual(expect.objectContaining({ id: story.id, relation: 'nearby', photoId: photo, metres: 0 }))
    const [lon, lat] = city.middle('1.1.1.1')
    const asked = `/api/cases/duplicates?lon=${lon}&lat=${lat}&typeCode=C0104&text=${encodeURIComponent('雨水箅子断裂')}&excludeId=${beside.id}`
    const hints = (await get('1-centre.acceptor', asked)).json().hints as { id: string; photoId: string | null }[]
    expect(hints.map(({ id }) => id)).not.toContain(beside.id)
    const hint = hints.find(({ id }) => id === story.id)
    const shown = await get('1-centre.acceptor', `/api/cases/${hint?.id}/photos/${hint?.photoId}?size=thumb`)
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg'])
    expect((await get('1-centre.acceptor', asked.replace(beside.id, 'mine'))).statusCode).toBe(400)
  })

  it('takes a dispatch back, and names in the history what was taken back from whom', async () => {
    const story = await (await beginStory(db, { city, ...GRATE })).upTo('dispatched', GRATE)
    const recall = async (reason?: string) =>
      app.inject({
        method: 'POST',
        url: `/api/cases/${story.id}/recall`,
        headers: { ...sessions.get('1-centre.dispatcher') },
        payload: { requestId: crypto.randomUUID(), version: (await story.row()).version, ...(reason === undefined ? {} : { reason }) },
      })
    expect((await recall()).statusCode).toBe(400)
    expect((await recall('派错单位')).json()).toMatchObject({ action: 'recall', stage: 'filed' })
    expect((await recall('派错单位')).json()).toMatchObject({ code: 'case.wrong_stage' })
    const page = (await get('1-centre.dispatcher', `/api/cases/${story.id}`)).json()
    expect(page.events.at(-1)).toMatchObject({ action: 'recall', given: { reason: '派错单位', fromUnitId: city.unit('1-water').id } })
    expect(page.named[city.unit('1-water').id]).toMatchObject({ zh: city.unit('1-water').name })
    await story.upTo('dispatched')
    await askReturn(story)
    expect((await recall('派错单位')).json()).toMatchObject({ code: 'case.request_waiting', status: 409 })
  })
})
