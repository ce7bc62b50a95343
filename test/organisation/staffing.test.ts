import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { addPerson } from '#organisation/add-person.ts'
import { appointPerson, endAppointment } from '#organisation/appoint-person.ts'
import { assignGridStaff, endGridStaff } from '#organisation/assign-grid-staff.ts'
import { DEFAULT_STAFF_KINDS } from '#organisation/default-staff-kinds.ts'
import { reportVacancies } from '#organisation/report-vacancies.ts'
import { findVacancies, overlaps } from '#organisation/staffing.ts'
import { Problem } from '#platform/problem.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { withRollback } from '#test/support/database.ts'

const at = new Date('2026-03-01T04:00:00Z')
const actorOf = (city: SmallCity) => city.actorOf('administrator', at)
const refused = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Problem ? error.code : error),
  )

test('a grid wants one head and each core kind; others it may have', () => {
  const missing = (...present: string[]) => findVacancies(DEFAULT_STAFF_KINDS, present).map(({ code }) => code)
  expect(missing()).toEqual(['head', 'inspector', 'enforcement', 'sanitation', 'police', 'community-worker'])
  expect(missing('police', 'head', 'volunteer')).toEqual(['inspector', 'enforcement', 'sanitation', 'community-worker'])
  expect(missing('head', 'inspector', 'enforcement', 'sanitation', 'police', 'community-worker')).toEqual([])
})

test('two periods overlap when and only when they share a day', () => {
  const day = (number: number): string => `2026-01-${String(number + 10)}`
  const period = fc.record({ from: fc.nat({ max: 8 }), length: fc.option(fc.nat({ max: 8 })) })
  const days = ({ from, length }: { from: number; length: number | null }): number[] =>
    Array.from({ length: 20 }, (_, index) => index).filter((each) => each >= from && (length === null || each < from + length))
  fc.assert(
    fc.property(period, period, (a, b) => {
      fc.pre(a.length !== 0 && b.length !== 0)
      const dated = ({ from, length }: typeof a) => ({ validFrom: day(from), validTo: length === null ? null : day(from + length) })
      expect(overlaps(dated(a), dated(b))).toBe(days(a).some((each) => days(b).includes(each)))
    }),
  )
})

test('the report names what is missing where, and counts it by kind and by division', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const { personId } = city.person('1.1.1-team.handler')
    const gridCode = city.code('1.1.1.1')
    const assign = (kindCode: string, validTo: string | null = null) =>
      assignGridStaff(tx, actorOf(city), { gridCode, kindCode, personId, validFrom: '2026-01-01', validTo })
    for (const kind of ['head', 'inspector', 'enforcement', 'sanitation', 'police']) await assign(kind)
    await assign('community-worker', '2026-02-01')
    const report = await reportVacancies(tx, actorOf(city), {})
    expect(report).toMatchObject({ grids: 16, vacancies: 15 * 6 + 1, on: '2026-03-01' })
    expect(report.items[0]).toMatchObject({
      gridCode,
      communityName: '1.1.1社区',
      missing: [{ code: 'community-worker', name: '社区工作者' }],
    })
    expect(report.byKind.map(({ vacancies }) => vacancies)).toEqual([15, 15, 15, 15, 15, 16])
    expect(report.byDivision).toEqual([
      { code: city.code('1'), name: '1区', nameEn: 'District 1', grids: 8, vacancies: 43 },
      { code: city.code('2'), name: '2区', nameEn: 'District 2', grids: 8, vacancies: 48 },
    ])
    expect(await reportVacancies(tx, actorOf(city), { within: city.code('1.1.1'), on: '2026-01-15' })).toMatchObject({
      grids: 2,
      vacancies: 6,
    })
    await tx.updateTable('person').set({ active: false }).where('cityId', '=', city.cityId).where('id', '=', personId).execute()
    expect((await reportVacancies(tx, actorOf(city), {})).vacancies).toBe(96)
  })
})

test('a grid has one head at a time', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const gridCode = city.code('1.1.1.1')
    const head = (person: string, validFrom: string) =>
      assignGridStaff(tx, actorOf(city), { gridCode, kindCode: 'head', personId: city.person(person).personId, validFrom, validTo: null })
    const first = await head('1.1.1-team.handler', '2026-01-01')
    expect(await refused(head('1.1.2-team.handler', '2026-02-01'))).toBe('organisation.appointment_overlap')
    await endGridStaff(tx, actorOf(city), first.id, '2026-02-01')
    await head('1.1.2-team.handler', '2026-02-01')
  })
})

test('a deputy may do what the holder may, on the days of the appointment only, beside posts of their own', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const { personId, unitId: own } = city.person('1-centre.acceptor')
    const { postId, unitId } = city.person('centre.duty-chief')
    await appointPerson(tx, actorOf(city), { personId, postId, kind: 'deputy', validFrom: '2026-03-01', validTo: '2026-03-08' })
    const asDeputy = (day: string) => actorDirectory.loadActor(tx, { cityId: city.cityId, personId, postId }, new Date(`${day}T04:00:00Z`))
    expect(await asDeputy('2026-02-28')).toBeUndefined()
    expect(await asDeputy('2026-03-08')).toBeUndefined()
    const deputy = await asDeputy('2026-03-07')
    expect(deputy?.permissions.has('case.rule')).toBe(true)
    expect([...(deputy?.memberOf ?? [])].sort()).toEqual([own, unitId].sort())
    // The last hour of the day in Shanghai is still the afternoon of the same day in UTC, the next hour is not.
    expect(await actorDirectory.loadActor(tx, { cityId: city.cityId, personId, postId }, new Date('2026-03-07T15:59:00Z'))).toBeDefined()
    expect(await actorDirectory.loadActor(tx, { cityId: city.cityId, personId, postId }, new Date('2026-03-07T16:00:00Z'))).toBeUndefined()
  })
})

test('a post has one holder at a time, and a person is in it once', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    const { postId, personId } = city.person('centre.dispatcher')
    const successor = await addPerson(tx, actorOf(city), { name: '继任者', login: 'successor', passwordHash: null, locale: 'zh' })
    const appoint = (kind: 'holder' | 'deputy', person = successor.id, validFrom = '2026-04-01') =>
      appointPerson(tx, actorOf(city), { personId: person, postId, kind, validFrom, validTo: null })
    expect(await refused(appoint('holder'))).toBe('organisation.appointment_overlap')
    expect(await refused(appoint('deputy', personId))).toBe('organisation.appointment_overlap')
    const held = await tx
      .selectFrom('appointment')
      .select('id')
      .where('cityId', '=', city.cityId)
      .where('postId', '=', postId)
      .executeTakeFirstOrThrow()
    await endAppointment(tx, actorOf(city), held.id, '2026-04-01')
    expect(await appoint('holder')).toMatchObject({ kind: 'holder', personId: successor.id })
    expect(await refused(addPerson(tx, actorOf(city), { name: '另一人', login: 'successor', passwordHash: null, locale: 'zh' }))).toBe(
      'organisation.login_taken',
    )
    expect(await refused(appoint('holder', successor.id, '2026-03-01'))).toBe('organisation.appointment_overlap')
  })
})

test('the actors of the small city are those the sessions would load', async () => {
  await withRollback(async (tx) => {
    const city = await makeSmallCity(tx)
    for (const key of city.personKeys) {
      const actor = city.actorOf(key, at)
      const { personId = '', postId = '' } = city.person(key)
      expect(await actorDirectory.loadActor(tx, { cityId: city.cityId, personId, postId }, at)).toEqual({
        ...actor,
        needsSecondFactor: expect.any(Boolean),
      })
    }
  })
})
