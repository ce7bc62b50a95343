import { expect, it } from 'vitest'
import { STAGES } from '#cases/lifecycle.ts'
import { listEvents } from '#cases/queries.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { makeCaseCity } from '../support/cases.ts'
import { testDatabase, testEngine } from '../support/database.ts'
import { LoopWalker } from './random-loop.ts'
import { expectTold, namesOfCity } from './told.ts'

/** 20,000 on the server every day (200,000 in the soak); fewer on the embedded engine, which runs the very same use cases at a third of the speed. */
const EVERY_DAY = testEngine === 'server' ? 20_000 : 6000
const ATTEMPTS = Number(process.env.WANGGE_LOOP_ACTIONS ?? EVERY_DAY)
const SEED = Number(process.env.WANGGE_LOOP_SEED ?? 20_261_122)

it(`holds under ${ATTEMPTS} random actions by random people (seed ${SEED})`, { timeout: 3_600_000 }, async () => {
  const { db } = await testDatabase()
  const city = await makeCaseCity(db, { settings: { cases: { photoRequired: [] } } })
  const walker = new LoopWalker(db, city, SEED)
  const walked = await walker.walk(ATTEMPTS)

  const verified = await verifyHistory(db, { cityId: city.cityId })
  expect(verified.broken).toEqual([])
  expect(verified.cases).toBe(walker.cases.size)
  const waiting = await db
    .selectFrom('outbox')
    .select(['subjectId', 'topic', 'id', 'data'])
    .where('cityId', '=', city.cityId)
    .orderBy('id')
    .execute()
  const told = Map.groupBy(waiting, (row) => row.subjectId)
  const names = await namesOfCity(db, city.cityId)
  for (const [id, model] of walker.cases) {
    const events = await listEvents(db, city.cityId, id)
    expectTold(events, names)
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: model.events }, (_, index) => index + 1))
    expect(told.get(id)?.map((row) => row.data.version)).toEqual(events.map((event) => event.seq))
  }
  process.stdout.write(
    `loop model: ${walked.done} done, ${[...walked.refused.values()].reduce((a, b) => a + b, 0)} refused, ${verified.cases} cases, ${verified.events} events; refusals: ${[...walked.refused].map(([code, times]) => `${code} ${times}`).join(', ')}\n`,
  )
  expect(walked.used).toContain('recall')
  expect([...walked.reached].sort()).toEqual([...STAGES].sort())
  expect(walked.done).toBeGreaterThan(ATTEMPTS / 4)
})
