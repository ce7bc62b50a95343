import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spellMessageToken } from '#messages/token.ts'
import { newId } from '#platform/identifier.ts'
import { openPortalSite, type PortalSite } from './resident.ts'

let site: PortalSite
beforeAll(async () => {
  site = await openPortalSite()
})
afterAll(() => site.app.close())

const circle = () => {
  const [lon, lat] = site.city.middle('1.1.1.1')
  return { kind: 'circle', lon, lat, radiusMetres: 300 }
}
const subscribe = async (more: Record<string, unknown> = {}) =>
  site.post('/api/portal/subscriptions', {
    requestId: newId(),
    form: await site.form(),
    address: 'somebody@example.org',
    area: circle(),
    ...more,
  })
const kept = () => site.db.selectFrom('areaSubscription').selectAll().where('cityId', '=', site.city.cityId).orderBy('id').execute()
const linkOf = ({ token }: { token: string }) => ({ token: spellMessageToken({ cityId: site.city.cityId, token }) })

describe('hearing of an area', () => {
  test('begins when the address’s owner confirms and ends with one click, whatever the answer tells nobody', async () => {
    const sent = await subscribe()
    expect([sent.statusCode, sent.json()]).toEqual([202, { accepted: true }])
    const [row] = await kept()
    if (!row) throw new Error('nothing was kept')
    expect(row).toMatchObject({ address: 'somebody@example.org', radiusMetres: 300, confirmedAt: null, locale: 'zh' })
    const confirm = () => site.post('/api/portal/subscriptions/confirm', linkOf(row))
    expect([(await confirm()).json(), (await confirm()).json()]).toEqual([
      { confirmed: true, areaKind: 'circle' },
      { confirmed: true, areaKind: 'circle' },
    ])
    expect((await kept())[0]?.confirmedAt).not.toBeNull()
    expect((await subscribe()).json()).toEqual({ accepted: true })
    const end = () => site.post('/api/portal/subscriptions/unsubscribe', linkOf(row))
    expect([(await end()).json(), (await end()).json()]).toEqual([{ ended: true }, { ended: false }])
    expect(await kept()).toEqual([])
    expect((await confirm()).statusCode).toBe(404)
  })

  test('needs a form of ours, once; a district by its code will do; what cannot be reached is refused', async () => {
    const form = await site.form()
    const body = { requestId: newId(), form, address: 'other@example.org', area: { kind: 'place', placeCode: site.city.code('1') } }
    const send = () => site.post('/api/portal/subscriptions', body)
    expect([(await send()).statusCode, (await send()).statusCode]).toEqual([202, 202])
    expect((await kept()).map(({ placeCode }) => placeCode)).toEqual([site.city.code('1')])
    expect((await subscribe({ form })).json()).toMatchObject({ code: 'portal.form_used' })
    expect((await subscribe({ form: 'made up' })).json()).toMatchObject({ code: 'portal.bad_form' })
    expect((await subscribe({ address: 'nobody' })).json()).toMatchObject({ code: 'message.bad_address' })
    expect((await subscribe({ channel: 'sms', address: '13800000000' })).json()).toMatchObject({ code: 'message.channel_off' })
    expect((await subscribe({ area: { ...circle(), radiusMetres: 9 } })).statusCode).toBe(400)
  })
})

describe('whoever reports', () => {
  const wishes = () =>
    site.db.selectFrom('messageWish').select(['caseId', 'channel', 'address']).where('cityId', '=', site.city.cityId).execute()

  test('hears what becomes of it only if they wish to', async () => {
    await site.report({ contact: { contact: 'me@example.org' } })
    expect(await wishes()).toEqual([])
    const { body } = await site.report({ contact: { contact: 'me@example.org', wantsNews: true } })
    expect(await wishes()).toEqual([{ caseId: body.requestId, channel: 'email', address: 'me@example.org' }])
    expect((await site.post('/api/portal/reports', body)).statusCode).toBe(201)
    expect(await wishes()).toHaveLength(1)
  })

  test('may wish so later with number and code, once, and with no other', async () => {
    const { body, answer } = await site.report()
    const wish = (more: object) =>
      site.post('/api/portal/cases/wish', { number: answer.number, code: answer.code, contact: 'later@example.org', ...more })
    expect((await wish({ code: '2222-2222' })).statusCode).toBe(404)
    expect((await wish({ contact: 'a..b@example.org' })).json()).toMatchObject({ code: 'portal.bad_contact' })
    expect([(await wish({})).json(), (await wish({})).json()]).toEqual([{ accepted: true }, { accepted: true }])
    expect((await wishes()).filter(({ caseId }) => caseId === body.requestId)).toEqual([
      { caseId: body.requestId, channel: 'email', address: 'later@example.org' },
    ])
  })

  test('is told when news cannot be sent there, and nothing is kept', async () => {
    const { status, body, answer } = await site.report({ contact: { contact: 'a..b@example.org', wantsNews: true } })
    expect([status, answer]).toMatchObject([422, { code: 'portal.bad_contact', field: 'contact.contact' }])
    const left = await site.db
      .selectFrom('case')
      .select('id')
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', String(body.requestId))
      .execute()
    expect(left).toEqual([])
  })

  test('learns beforehand by which ways news can come', async () => {
    expect((await site.get('/api/portal/about')).json().news).toEqual({ email: true, sms: false })
  })
})
