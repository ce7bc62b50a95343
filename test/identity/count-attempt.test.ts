import { expect, test } from 'vitest'
import { countAttempt } from '#identity/count-attempt.ts'
import { deleteAttempts } from '#identity/queries-attempts.ts'
import { inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity } from '#test/support/http.ts'

test('an attempt is counted also while a success of somebody else takes the count away', async () => {
  const { db } = await testDatabase()
  const { cityId } = await insertTestCity(db)
  const attempting = { cityId, kind: 'factor', subject: newId() } as const
  const at = new Date('2026-03-02T01:00:00Z')
  const count = () => inTransaction(db, (tx) => countAttempt(tx, attempting, at))
  const clear = () => inTransaction(db, (tx) => deleteAttempts(tx, cityId, attempting.kind, attempting.subject))
  const outcomes = new Set<string>()
  for (let round = 0; round < 150; round++) {
    const settled = await Promise.allSettled([count(), clear(), count(), clear()])
    for (const each of settled) outcomes.add(each.status === 'fulfilled' ? 'done' : String(each.reason))
  }
  expect([...outcomes]).toEqual(['done'])
}, 60_000)
