import { describe, expect, it } from 'vitest'
import { setCalendarYear, setWorkingHours } from '#catalogue/edit-calendar.ts'
import { explainDeadline } from '#catalogue/explain-deadline.ts'
import { calendarOf, currentCalendar } from '#catalogue/load-calendar.ts'
import { listCalendarDays, listWorkingSlots } from '#catalogue/queries-calendar.ts'
import { workingDaysInYear } from '#catalogue/working-calendar.ts'
import { findCity } from '#organisation/queries-places.ts'
import { withRollback } from '#test/support/database.ts'
import { newCity, someone } from './new-city.ts'

/** Thursday 2026-04-30, 17:00 in China; the Labour Day holiday begins the next day. */
const EVE = new Date('2026-04-30T09:00:00Z')
const oneDay = { from: EVE, limit: { value: 1, unit: 'work_day' } } as const

describe('the working calendar of a city', () => {
  it('is the national one at first: 248 working days in 2026, and the holiday is skipped by name', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      expect(workingDaysInYear(await currentCalendar(tx, cityId), 2026)).toBe(248)
      const due = await explainDeadline(tx, { cityId }, oneDay)
      expect(due.dueAt).toEqual(new Date('2026-05-06T09:00:00Z'))
      expect(due.skipped.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'])
      expect(due.explanation.zh).toContain('劳动节')
    })
  })

  it('moves the next deadline when a day is changed, and is compiled once for its new stamp', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const before = await findCity(tx, cityId)
      await explainDeadline(tx, { cityId }, oneDay)
      const days = (await listCalendarDays(tx, cityId, 2026)).filter(({ day }) => day !== '2026-05-01')
      await setCalendarYear(tx, someone(cityId), { year: 2026, days, publish: true })
      const after = await findCity(tx, cityId)
      expect(after?.calendarStamp).not.toBe(before?.calendarStamp)
      expect((await explainDeadline(tx, { cityId }, oneDay)).dueAt).toEqual(new Date('2026-05-01T09:00:00Z'))
      expect(await calendarOf(tx, cityId, after?.calendarStamp ?? null)).toBe(await calendarOf(tx, cityId, after?.calendarStamp ?? null))
    })
  })

  it('refuses a year it does not know, in both languages, until that year is published', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const late = { from: new Date('2026-12-31T09:00:00Z'), limit: { value: 2, unit: 'work_day' } } as const
      await expect(explainDeadline(tx, { cityId }, late)).rejects.toMatchObject({
        code: 'calendar.unknown_year',
        text: { zh: expect.stringContaining('2027'), en: expect.stringContaining('2027') },
      })
      const days = [{ day: '2027-01-01', kind: 'off', name: '元旦' }] as const
      await setCalendarYear(tx, someone(cityId), { year: 2027, days, publish: false })
      await expect(explainDeadline(tx, { cityId }, late)).rejects.toMatchObject({ code: 'calendar.unknown_year' })
      await expect(setCalendarYear(tx, someone(cityId), { year: 2027, days: [], publish: true })).rejects.toMatchObject({
        code: 'calendar.bad_source',
        details: { field: 'days' },
      })
      await setCalendarYear(tx, someone(cityId), { year: 2027, days, publish: true })
      expect((await explainDeadline(tx, { cityId }, late)).dueAt).toEqual(new Date('2027-01-05T09:00:00Z'))
    })
  })

  it('keeps the days of a published year that are over, and changes today and later ones', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const actor = someone(cityId, new Date('2026-05-01T02:00:00Z'))
      const days = await listCalendarDays(tx, cityId, 2026)
      const without = (gone: string) => ({ year: 2026, days: days.filter(({ day }) => day !== gone), publish: true })
      await expect(setCalendarYear(tx, actor, without('2026-01-01'))).rejects.toMatchObject({
        code: 'calendar.past_day',
        details: { days: ['2026-01-01'] },
      })
      await setCalendarYear(tx, actor, without('2026-05-01'))
      expect((await listCalendarDays(tx, cityId, 2026)).map(({ day }) => day)).not.toContain('2026-05-01')
    })
  })

  it('refuses days of another year, days that do not exist, and hours that overlap, and keeps what it had', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      const actor = someone(cityId)
      const year = (day: string) => setCalendarYear(tx, actor, { year: 2027, days: [{ day, kind: 'off', name: '' }], publish: false })
      await expect(year('2026-10-01')).rejects.toMatchObject({ code: 'calendar.wrong_year' })
      await expect(year('2027-02-30')).rejects.toMatchObject({ code: 'calendar.bad_day' })
      const stamp = (await findCity(tx, cityId))?.calendarStamp
      const slots = [
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '18:00' },
        { from: '19:00', to: '20:00' },
      ]
      await expect(setWorkingHours(tx, actor, { slots })).rejects.toMatchObject({ code: 'calendar.bad_source' })
      expect((await findCity(tx, cityId))?.calendarStamp).toBe(stamp)
      expect(await listWorkingSlots(tx, cityId)).toHaveLength(2)
      expect(await listCalendarDays(tx, cityId, 2027)).toEqual([])
    })
  })

  it('counts by new working hours after they change', async () => {
    await withRollback(async (tx) => {
      const { cityId } = await newCity(tx)
      await setWorkingHours(tx, someone(cityId), { slots: [{ from: '09:00', to: '17:00' }] })
      const due = await explainDeadline(tx, { cityId }, { from: new Date('2026-03-02T01:00:00Z'), limit: { value: 1, unit: 'work_day' } })
      expect(due.dueAt).toEqual(new Date('2026-03-02T09:00:00Z'))
    })
  })
})
