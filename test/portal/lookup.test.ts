import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCaseByNumber } from '#cases/queries.ts'
import { inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { act, minutesLater, storePhoto } from '#test/support/cases.ts'
import { makeJpeg } from '#test/support/photos.ts'
import { openPortalSite, type PortalSite, type Sent } from './resident.ts'

/** Said inside, by people, on the way: none of it may come out. */
const INSIDE = 'zq-said-inside'
type Code = { number: string; code: string }
let site: PortalSite
let addresses = 0
beforeAll(async () => {
  site = await openPortalSite()
})
afterAll(() => site.app.close())

/** From an address of its own, so that one test's wrong codes do not slow down another. */
const lookUp = (sent: Code, address = `198.51.100.${++addresses}`) => site.post('/api/portal/cases/lookup', sent, address)
const rate = (sent: Code, more: Record<string, unknown> = {}) =>
  site.post('/api/portal/cases/rate', { ...sent, requestId: newId(), solved: true, satisfied: 5, ...more }, `198.51.100.${++addresses}`)
const idOf = async (number: string) => (await findCaseByNumber(site.db, site.city.cityId, number))?.id ?? ''
const codeOf = ({ answer: { number, code } }: Sent): Code => ({ number, code })

/** The centre and the unit take a report through the whole loop, from a given step on. */
async function walk(number: string, from = 0, to = 9, standard = { typeCode: 'C0104', conditionNumber: 1 }): Promise<void> {
  const { city, db } = site
  const id = await idOf(number)
  const as = (key: string) => {
    site.clock.advance(60_000)
    return city.actorOf(key, site.clock.now())
  }
  const inspectorId = city.person('1-centre.inspector').personId
  await inTransaction(db, async (tx) => {
    const steps = [
      () => act(tx, as('1-centre.acceptor'), id, 'accept', { ...standard, note: INSIDE }),
      () => act(tx, as('1-centre.duty-chief'), id, 'file', { note: INSIDE }),
      () => act(tx, as('1-centre.dispatcher'), id, 'dispatch', { unitId: city.unit('1-water').id, reason: INSIDE }),
      () => act(tx, as('1-water.handler'), id, 'receive', { note: INSIDE }),
      () => act(tx, as('1-centre.supervisor'), id, 'urge', { text: INSIDE }),
      async () => {
        const handler = as('1-water.handler')
        await act(tx, handler, id, 'report-back', { result: INSIDE, photos: [await storePhoto(tx, handler)] })
      },
      () => act(tx, as('1-centre.acceptor'), id, 'send-check', { inspectorId, note: INSIDE }),
      () => act(tx, as('1-centre.inspector'), id, 'check', { passed: true, finding: INSIDE }),
      () => act(tx, as('1-centre.duty-chief'), id, 'close', { note: INSIDE }),
    ]
    for (const step of steps.slice(from, to)) await step()
  })
}

describe('number and code', () => {
  test('show how a report goes in plain words, with its units and its verified history, and nobody’s name or word', async () => {
    const sent = await site.report({
      text: 'zq-my-own-words 13800000000',
      address: 'zq-my-address',
      contact: { name: 'zq-my-name', contact: '13800000000' },
    })
    await walk(sent.answer.number, 0, 6)
    const answer = await lookUp(codeOf(sent))
    expect(answer.statusCode).toBe(200)
    const told = answer.json()
    expect(told).toMatchObject({
      number: sent.answer.number, topic: 'manhole', type: { zh: '雨水箅子', en: 'Storm-drain grate' }, state: 'working',
      stage: { zh: '单位说已处理，等待核查' }, history: { verified: true, entries: 7 }, mayRate: false, joined: null,
    }) // biome-ignore format: an answer
    expect(told.steps.map(({ words }: { words: { zh: string } }) => words.zh)).toEqual([
      '收到上报', '已受理', '已立案，开始安排', '已交给1区water', '1区water已签收，开始处理', '1区water反馈：已处理',
    ]) // biome-ignore format: a list
    expect(answer.body).not.toMatch(/zq-|13800000000|测试员/)
    for (const key of site.city.personKeys) expect(answer.body).not.toContain(site.city.person(key).personId)
    expect(answer.body).not.toContain(await idOf(sent.answer.number))
  })

  test('are taken however they are typed', async () => {
    const { number, code } = codeOf(await site.report())
    expect((await lookUp({ number: number.toLowerCase(), code: code.toLowerCase().replace('-', ' ') })).statusCode).toBe(200)
  })

  test('that do not fit are answered alike whether the number exists or not, and slow whoever guesses down', async () => {
    const { number, code } = codeOf(await site.report())
    const wrong = { number, code: code.startsWith('2') ? '3333-3333' : '2222-2222' }
    const nobodys = { number: `${number.slice(0, -6)}000000`, code: '2222-2222' }
    const plain = async (sent: Code, address: string) => {
      const { statusCode, body } = await lookUp(sent, address)
      return [statusCode, body.replace(/"traceId":"[^"]*"/, '')]
    }
    for (let guess = 0; guess < 5; guess++) expect(await plain(wrong, '192.0.2.1')).toEqual(await plain(nobodys, '192.0.2.2'))
    const [locked, lockedToo] = [await lookUp(wrong, '192.0.2.3'), await lookUp(nobodys, '192.0.2.4')]
    expect([locked.statusCode, locked.json().code, locked.headers['retry-after']]).toEqual([429, 'portal.locked', '60'])
    expect([lockedToo.statusCode, lockedToo.json().code]).toEqual([429, 'portal.locked'])
    expect((await lookUp({ number, code })).statusCode).toBe(429)
    site.clock.advance(60_000)
    expect((await lookUp({ number, code })).statusCode).toBe(200)
    expect((await lookUp(wrong)).statusCode).toBe(404)
  })

  test('of many numbers from one address are slowed down as well', async () => {
    const guess = (index: number) =>
      lookUp({ number: `999999-20260302-${String(index).padStart(6, '0')}`, code: '2222-2222' }, '2001:db8::1')
    const statuses = []
    for (let index = 0; index < 42; index++) statuses.push((await guess(index)).statusCode)
    expect(new Set(statuses.slice(0, 41))).toEqual(new Set([404]))
    expect(statuses[41]).toBe(429)
    expect((await lookUp({ number: 'x', code: 'y' }, '2001:db8::2')).statusCode).toBe(429)
    expect((await lookUp({ number: 'x', code: 'y' }, '2001:db8:0:1::1')).statusCode).toBe(404)
  })

  test('open only the report they were given for, and no case that came another way', async () => {
    const [one, two] = [codeOf(await site.report()), codeOf(await site.report({ place: { lon: 102.7051, lat: 25.0051 } }))]
    expect((await lookUp({ number: one.number, code: two.code })).statusCode).toBe(404)
  })

  test('tell when the history was tampered with', async () => {
    const sent = await site.report()
    const id = await idOf(sent.answer.number)
    await site.db.updateTable('case').set({ description: '改过' }).where('cityId', '=', site.city.cityId).where('id', '=', id).execute()
    expect((await lookUp(codeOf(sent))).json().history).toEqual({ verified: false, entries: 1 })
    await site.db
      .updateTable('case')
      .set({ description: '井盖、雨水箅子坏了：门口的箅子断了' })
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', id)
      .execute()
    expect((await lookUp(codeOf(sent))).json().history.verified).toBe(true)
  })

  test('of a report joined with another tell how that one goes, without its number', async () => {
    const [first, second] = [await site.report(), await site.report()]
    await walk(first.answer.number, 0, 2)
    const [caseId, primaryCaseId] = [await idOf(second.answer.number), await idOf(first.answer.number)]
    const acceptor = site.city.actorOf('1-centre.acceptor', site.clock.now())
    await inTransaction(site.db, (tx) => act(tx, acceptor, caseId, 'merge', { primaryCaseId, reason: INSIDE }))
    const answer = await lookUp(codeOf(second))
    expect(answer.json()).toMatchObject({ state: 'done', joined: { state: 'waiting', stage: { zh: '已立案，正在安排单位' } } })
    expect(answer.body).not.toContain(first.answer.number)
    expect(answer.body).not.toContain(INSIDE)
  })
})

describe('photos of a report', () => {
  async function withPhoto(standard = { typeCode: 'C0104', conditionNumber: 1 }) {
    const [form, requestId] = [await site.form(), newId()]
    await site.upload(await makeJpeg({ place: [102.705, 25.005] }), { requestId, form })
    const sent = await site.report({ form, photos: [requestId] })
    const before = (await lookUp(codeOf(sent))).json().photos
    await walk(sent.answer.number, 0, 2, standard)
    return { before, after: (await lookUp(codeOf(sent))).json().photos }
  }

  test('are shown by links that end, once a centre has said what they show', async () => {
    const { before, after } = await withPhoto()
    expect(before).toEqual([])
    expect(after).toHaveLength(1)
    const [{ purpose, url, thumbnailUrl }] = after
    expect(purpose).toBe('before')
    const [full, small] = [await site.get(url), await site.get(thumbnailUrl)]
    expect([full.statusCode, full.headers['content-type'], small.statusCode]).toEqual([200, 'image/jpeg', 200])
    expect(full.rawPayload.length).toBeGreaterThan(small.rawPayload.length)
    expect((await site.get(url, { 'if-none-match': String(full.headers.etag) })).statusCode).toBe(304)
    site.clock.advance(16 * 60_000)
    expect((await site.get(url)).json()).toMatchObject({ code: 'portal.old_photo' })
  })

  test('of a private type are not shown', async () => {
    expect((await withPhoto({ typeCode: 'E0403', conditionNumber: 1 })).after).toEqual([])
  })
})

describe('rating', () => {
  test('waits for the end, counts once, and is the same when sent again', async () => {
    const sent = codeOf(await site.report())
    expect((await rate(sent)).json()).toMatchObject({ status: 409, code: 'portal.not_closed' })
    await walk(sent.number)
    expect((await lookUp(sent)).json()).toMatchObject({ state: 'done', mayRate: true })
    const requestId = newId()
    const first = await rate(sent, { requestId, note: '谢谢' })
    expect([first.statusCode, first.json()]).toEqual([200, { stage: { zh: '已结案', en: 'Closed' }, takenUpAgain: false }])
    expect((await rate(sent, { requestId, note: '谢谢' })).json()).toEqual(first.json())
    const second = await rate(sent, { satisfied: 1 })
    expect(second.json()).toMatchObject({ status: 409, code: 'portal.rated_already' })
    expect(second.body).not.toMatch(/version|stage/)
    expect(await findCaseByNumber(site.db, site.city.cityId, sent.number)).toMatchObject({ solved: true, satisfied: 5 })
    const told = (await lookUp(sent)).json()
    expect(told).toMatchObject({ mayRate: false, history: { verified: true } })
    expect(told.steps.at(-1).words.zh).toBe('评价：已解决')
  })

  test('"not solved" takes the case up again the first time, and only the first time', async () => {
    const sent = codeOf(await site.report())
    await walk(sent.number)
    const requestId = newId()
    const first = await rate(sent, { solved: false, satisfied: 1, requestId })
    expect(first.json()).toMatchObject({ takenUpAgain: true, stage: { zh: '已立案，正在安排单位' } })
    expect((await rate(sent, { solved: false, satisfied: 1, requestId })).json()).toEqual(first.json())
    await walk(sent.number, 2)
    expect((await rate(sent, { solved: false, satisfied: 1 })).json()).toMatchObject({ takenUpAgain: false, stage: { zh: '已结案' } })
    expect(await findCaseByNumber(site.db, site.city.cityId, sent.number)).toMatchObject({ stage: 'closed', round: 2, solved: false })
  })

  test('"not solved" after the city’s window is only kept', async () => {
    const sent = codeOf(await site.report())
    await walk(sent.number)
    site.clock.advance(16 * 86_400_000)
    expect((await rate(sent, { solved: false, satisfied: 2 })).json()).toMatchObject({ takenUpAgain: false })
    site.clock.set(minutesLater(60 * 24 * 20))
  })

  test('needs the code', async () => {
    const { number } = codeOf(await site.report())
    expect((await rate({ number, code: '2222-2222' })).statusCode).toBe(404)
  })
})
