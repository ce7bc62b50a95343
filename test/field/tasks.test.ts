import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction } from '#platform/db.ts'
import { act, minutesLater, report } from '#test/support/cases.ts'
import { makeSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await makeSite({ cases: { photoRequired: [] } })
})
afterAll(() => site?.app.close())

interface Tasks {
  readonly full: boolean
  readonly tasks: readonly { id: string; version: number; waits: string; lon: number; active: object | null }[]
  readonly gone: readonly string[]
  readonly cursor: string
}
const INSPECTOR = '1-centre.inspector'
const tasks = async (key: string, since?: string): Promise<Tasks> => {
  const answer = await site.get(key, `/api/field/tasks${since === undefined ? '' : `?since=${since}`}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
let minute = 0
const step = (key: string) => site.city.actorOf(key, minutesLater(++minute))
const reported = () => inTransaction(site.db, (tx) => report(tx, site.city, step('1-centre.acceptor')))
const move = (id: string, key: string, action: Parameters<typeof act>[3], input: object) =>
  inTransaction(site.db, (tx) => act(tx, step(key), id, action, input as never))

it('a sync tells what is new or moved and what is gone, through a whole round of the loop', async () => {
  const inspectorId = site.city.person(INSPECTOR).personId
  const none = await tasks(INSPECTOR)
  expect(none).toMatchObject({ full: true, tasks: [], gone: [] })
  const { id } = await reported()
  await move(id, '1-centre.acceptor', 'send-verify', { inspectorId })
  const verify = await tasks(INSPECTOR, none.cursor)
  expect(verify.tasks).toMatchObject([{ id, waits: 'verify', lon: expect.any(Number), active: expect.any(Object) }])
  expect((await tasks(INSPECTOR, verify.cursor)).tasks).toEqual([])
  await move(id, INSPECTOR, 'verify', { real: true, finding: '属实', typeCode: 'C0104', conditionNumber: 1 })
  expect(await tasks(INSPECTOR, verify.cursor)).toMatchObject({ full: false, tasks: [], gone: [id] })

  await move(id, '1-centre.duty-chief', 'file', {})
  await move(id, '1-centre.dispatcher', 'dispatch', { unitId: site.city.unit('1-water').id })
  const receive = await tasks('1-water.handler')
  expect(receive.tasks).toMatchObject([{ id, waits: 'receive' }])
  await move(id, '1-water.handler', 'receive', {})
  const handle = await tasks('1-water.handler', receive.cursor)
  expect(handle).toMatchObject({ tasks: [{ id, waits: 'report-back' }], gone: [] })
  await move(id, '1-centre.dispatcher', 'co-handle', { parts: [{ unitId: site.city.unit('1-power').id, task: '断电' }] })
  expect((await tasks('1-power.handler')).tasks).toMatchObject([{ id, waits: 'finish-part' }])
  await move(id, '1-power.handler', 'finish-part', { result: '已断电' })
  expect((await tasks('1-power.handler')).tasks).toEqual([])
  await move(id, '1-water.handler', 'report-back', { result: '已修复' })
  expect(await tasks('1-water.handler', handle.cursor)).toMatchObject({ tasks: [], gone: [id] })
  await move(id, '1-centre.acceptor', 'send-check', { inspectorId })
  expect((await tasks(INSPECTOR)).tasks).toMatchObject([{ id, waits: 'check' }])
})

it('a return that waits for its ruling waits for nobody on the street', async () => {
  const { id } = await reported()
  await move(id, '1-centre.acceptor', 'accept', { typeCode: 'C0104', conditionNumber: 1 })
  await move(id, '1-centre.duty-chief', 'file', {})
  await move(id, '1-centre.dispatcher', 'dispatch', { unitId: site.city.unit('1-transport').id })
  const { cursor } = await tasks('1-transport.handler')
  await move(id, '1-transport.handler', 'request-return', { reason: 'not_ours', note: '不是本单位' })
  expect((await tasks('1-transport.handler', cursor)).gone).toEqual([id])
})

it('what waits at a desk is no task of the street, and a cursor of another is of no use', async () => {
  const { id } = await reported()
  expect((await site.get('1-centre.acceptor', '/api/cases?box=inbox')).json().cases.map((row: { id: string }) => row.id)).toContain(id)
  expect((await tasks('1-centre.acceptor')).tasks).toEqual([])
  const { cursor } = await tasks('1-water.handler')
  expect((await tasks(INSPECTOR, cursor)).full).toBe(true)
  expect((await site.get(INSPECTOR, '/api/field/tasks?since=nonsense')).json()).toMatchObject({ code: 'field.bad_cursor', field: 'since' })
})
