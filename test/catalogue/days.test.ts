import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogueRoutes } from '#catalogue/routes.ts'
import { seedCalendar } from '#catalogue/seed-catalogue.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, signedIn, testApp } from '#test/support/http.ts'

let app: FastifyInstance
let headers: { authorization: string }

beforeAll(async () => {
  const { db } = await testDatabase()
  const city = await insertTestCity(db)
  await seedCalendar(db, city.cityId)
  headers = await signedIn(db, city, await insertTestPerson(db, city, ['catalogue.read', 'calendar.edit']))
  app = await testApp({ cityId: city.cityId, routes: catalogueRoutes })
})
afterAll(() => app.close())

const days = async (url: string) => (await app.inject({ method: 'GET', url: `/api/calendar/${url}`, headers })).json()
const change = async (day: string, kind: 'off' | 'work' | null, name = '') =>
  (await app.inject({ method: 'PUT', url: `/api/calendar/days/${day}`, headers, payload: { requestId: randomUUID(), kind, name } })).json()

test('each day of a month tells its kind, where it comes from and whether it may change', async () => {
  const february = await days('2026/days?month=2')
  expect(february).toMatchObject({ year: 2026, month: 2, published: true, today: '2026-03-02', slots: { length: 2 } })
  expect(february.days).toHaveLength(28)
  const on = (day: string) => february.days.find((each: { day: string }) => each.day === day)
  expect(on('2026-02-14')).toMatchObject({ weekday: 6, kind: 'makeup', source: 'listed', editable: false })
  expect(on('2026-02-17')).toMatchObject({ weekday: 2, kind: 'off', source: 'listed', name: expect.stringContaining('春节') })
  expect(on('2026-02-07')).toMatchObject({ weekday: 6, kind: 'off', source: 'week', name: null })
  expect(on('2026-02-10')).toMatchObject({ kind: 'working', source: 'week' })
  const year = await days('2026/days')
  expect(year.days).toHaveLength(365)
  expect(year.workingDays).toBe((await days('2026')).workingDays)
})

test('a single day is made off, a workday and plain again; a day of a published year that is over is not', async () => {
  const march = await change('2026-03-18', 'off', '台风停工')
  expect(march.days[17]).toMatchObject({ day: '2026-03-18', kind: 'off', source: 'listed', name: '台风停工' })
  expect((await change('2026-03-21', 'work')).days[20]).toMatchObject({ kind: 'makeup', editable: true })
  expect((await change('2026-03-18', null)).days[17]).toMatchObject({ kind: 'working', source: 'week', name: null })
  expect(await change('2026-02-10', 'off')).toMatchObject({ code: 'calendar.past_day', days: ['2026-02-10'] })
  expect((await change('2027-01-01', 'off', '元旦')).days[0]).toMatchObject({ kind: 'off', editable: true })
  expect((await days('2027/days?month=1')).published).toBe(false)
  expect((await days('2026/days?month=2')).days).toHaveLength(28)
})
