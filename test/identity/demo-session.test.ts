import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

let db: Db
let app: FastifyInstance
let city: TestCity
let person: TestPerson

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  person = await insertTestPerson(db, city, ['case.accept'])
  app = await testApp({ cityId: city.cityId, routes: [] })
})
afterAll(() => app.close())

const goOnAs = (postId: string) => app.inject({ method: 'POST', url: '/api/demo/sessions', payload: { postId } })
const setDemo = (isDemo: boolean) => db.updateTable('city').set({ isDemo }).where('cityId', '=', city.cityId).execute()

describe('going on in any post without a password', () => {
  test('is refused in a city that is not a demo, whoever asks and for whichever post', async () => {
    await setDemo(false)
    for (const postId of [person.postId, newId()]) {
      const answer = await goOnAs(postId)
      expect([answer.statusCode, answer.json().code, answer.headers['set-cookie']]).toEqual([403, 'session.demo_only', undefined])
    }
  })
  test('works in a demo city for a post somebody holds, and says so when nobody does', async () => {
    await setDemo(true)
    const answer = await goOnAs(person.postId)
    expect([answer.statusCode, answer.json().post.id]).toEqual([201, person.postId])
    const me = await app.inject({ url: '/api/session', headers: { authorization: `Bearer ${answer.json().token}` } })
    expect(me.json().permissions).toEqual(['case.accept'])
    expect([(await goOnAs(newId())).json().code, (await goOnAs('not an id')).statusCode]).toEqual(['session.vacant_post', 400])
  })
})
