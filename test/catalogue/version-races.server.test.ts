import { describe, expect, it } from 'vitest'
import { approveVersion } from '#catalogue/approve-version.ts'
import { removeRule } from '#catalogue/change-draft.ts'
import { draftVersion } from '#catalogue/draft-version.ts'
import { setCalendarYear } from '#catalogue/edit-calendar.ts'
import { currentCalendar } from '#catalogue/load-calendar.ts'
import { listResponsibilityRules, listVersions } from '#catalogue/queries.ts'
import { listCalendarDays } from '#catalogue/queries-calendar.ts'
import { isWorkingDay } from '#catalogue/working-calendar.ts'
import { inTransaction } from '#platform/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { newCity, someone } from './new-city.ts'

const codeOf = (result: PromiseSettledResult<unknown>): string =>
  result.status === 'fulfilled'
    ? 'done'
    : result.reason instanceof Error && 'code' in result.reason
      ? String(result.reason.code)
      : 'unexpected'

describe('two people at once', () => {
  it('draft under different numbers, and approve one draft only once', async () => {
    const { db } = await testDatabase()
    const { cityId } = await inTransaction(db, newCity)
    const drafts = await Promise.all([1, 2, 3].map(() => inTransaction(db, (tx) => draftVersion(tx, someone(cityId), { note: '' }))))
    expect(drafts.map(({ number }) => number).sort()).toEqual([2, 3, 4])
    const versionId = drafts[0]?.id ?? ''
    const approve = () => inTransaction(db, (tx) => approveVersion(tx, someone(cityId), { versionId, effectiveFrom: '2026-04-01' }))
    const results = await Promise.allSettled([approve(), approve(), approve()])
    expect(results.map(codeOf).sort()).toEqual(['catalogue.not_a_draft', 'catalogue.not_a_draft', 'done'])
    expect((await listVersions(db, cityId)).filter(({ status }) => status === 'approved')).toHaveLength(2)
  })

  it('never change a draft that is being approved', async () => {
    const { db } = await testDatabase()
    const { cityId } = await inTransaction(db, newCity)
    const { id: versionId } = await inTransaction(db, (tx) => draftVersion(tx, someone(cityId), { note: '' }))
    const change = inTransaction(db, (tx) => removeRule(tx, someone(cityId), { versionId, number: 20 }))
    const approval = inTransaction(db, (tx) => approveVersion(tx, someone(cityId), { versionId, effectiveFrom: '2026-04-01' }))
    const [changed, approved] = await Promise.allSettled([change, approval])
    expect(codeOf(approved)).toBe('done')
    const rules = await listResponsibilityRules(db, cityId, versionId)
    expect(rules).toHaveLength(codeOf(changed) === 'done' ? 210 : 211)
    expect(['done', 'catalogue.not_a_draft']).toContain(codeOf(changed))
  })

  it('edit different years of a calendar, and both edits count', async () => {
    const { db } = await testDatabase()
    const { cityId } = await inTransaction(db, newCity)
    await currentCalendar(db, cityId)
    const edit = (year: number) =>
      inTransaction(db, (tx) =>
        setCalendarYear(tx, someone(cityId), { year, days: [{ day: `${year}-01-04`, kind: 'off', name: '' }], publish: true }),
      )
    await Promise.all([edit(2027), edit(2028)])
    expect(await listCalendarDays(db, cityId, 2028)).toHaveLength(1)
    const calendar = await currentCalendar(db, cityId)
    expect([isWorkingDay(calendar, '2027-01-04'), isWorkingDay(calendar, '2028-01-04'), isWorkingDay(calendar, '2028-01-05')]).toEqual([
      false,
      false,
      true,
    ])
  })
})
