import { beforeAll, expect, test } from 'vitest'
import { ReportInput } from '#cases/contract.ts'
import { proposeUnit } from '#cases/propose-unit.ts'
import { findCase } from '#cases/queries.ts'
import { reportCase } from '#cases/report-case.ts'
import { DEMO_CITY_ID, DETAILED_COMMUNITY } from '#demo/city.ts'
import { pointInside } from '#demo/point-in-area.ts'
import { randomFrom } from '#demo/random.ts'
import { readGeography } from '#demo/read-geography.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { findUnitByCode } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { act, storePhoto } from '../support/cases.ts'
import { withRollback } from '../support/database.ts'
import { demoCity } from '../support/demo-city.ts'

const cityId = DEMO_CITY_ID
/** A working Friday morning, local time. */
const at = (minute: number): Date => new Date(Date.parse('2026-11-20T02:00:00Z') + minute * 60_000)

beforeAll(async () => {
  await demoCity()
}, 120_000)

/** The demo account in its first post. */
async function as(tx: Db, login: string, minute: number): Promise<Actor> {
  const { personId = '' } = (await actorDirectory.findSignIn(tx, cityId, login)) ?? {}
  const [post] = await actorDirectory.listPosts(tx, cityId, personId, at(minute))
  const actor = await actorDirectory.loadActor(tx, { cityId, personId, postId: post?.id ?? '' }, at(minute))
  if (actor === undefined) throw new Error(`no demo account ${login}`)
  return actor
}

async function report(tx: Db, login: string, typeCode: string): Promise<string> {
  const community = readGeography().communities.find(({ code }) => code === DETAILED_COMMUNITY)
  if (community === undefined) throw new Error(`no community ${DETAILED_COMMUNITY}`)
  const [lon, lat] = pointInside(community, randomFrom(typeCode))
  const words = { address: '双桥社区路口', description: '演示问题', channel: 'patrol', origin: 'inspector' }
  const input = ReportInput.parse({ requestId: newId(), lon, lat, typeCode, conditionNumber: 1, ...words })
  return (await reportCase(tx, await as(tx, login, 0), input)).id
}

async function proposedUnit(tx: Db, id: string): Promise<string> {
  const row = await findCase(tx, cityId, id)
  const proposal = row && (await proposeUnit(tx, row, '2026-11-20'))
  return proposal?.unitId ?? ''
}

test.each([
  ['C0102', '530111-water', 'guandu-water', 'district'],
  ['E0301', '530111-urban-management', 'guandu-urban-management', 'district'],
  ['E0401', '530111001-enforcement', 'guandu-street-team', 'street'],
])('the demo accounts of Guandu take %s through %s to its close', async (typeCode, unitCode, handler, loopLevel) => {
  await withRollback(async (tx) => {
    const id = await report(tx, 'guandu-inspector', typeCode)
    await act(tx, await as(tx, 'guandu-duty-chief', 5), id, 'file', {})
    const unitId = await proposedUnit(tx, id)
    expect(unitId).toBe((await findUnitByCode(tx, cityId, unitCode))?.id)
    await act(tx, await as(tx, 'guandu-dispatcher', 10), id, 'dispatch', { unitId })
    await act(tx, await as(tx, handler, 15), id, 'receive', {})
    const handling = await as(tx, handler, 60)
    await act(tx, handling, id, 'report-back', { result: '已处置', photos: [await storePhoto(tx, handling)] })
    const checking = await as(tx, 'city-inspector', 80)
    await act(tx, await as(tx, 'guandu-acceptor', 70), id, 'send-check', { inspectorId: checking.personId ?? '' })
    await act(tx, checking, id, 'check', { passed: true, finding: '已修复', photos: [await storePhoto(tx, checking)] })
    await act(tx, await as(tx, 'guandu-duty-chief', 90), id, 'close', {})
    expect(await findCase(tx, cityId, id)).toMatchObject({ stage: 'closed', originLevel: 'district', loopLevel, closingLevel: 'district' })
  })
})

test('the community head runs the self-loop with the service team', async () => {
  await withRollback(async (tx) => {
    const id = await report(tx, 'community-head', 'E0401')
    await act(tx, await as(tx, 'community-head', 5), id, 'file', {})
    const unitId = (await findUnitByCode(tx, cityId, `${DETAILED_COMMUNITY}-service`))?.id ?? ''
    const dispatched = await act(tx, await as(tx, 'community-head', 10), id, 'dispatch', { unitId })
    expect(dispatched.stage).toBe('dispatched')
    expect(await findCase(tx, cityId, id)).toMatchObject({ originLevel: 'community', loopLevel: 'community', closingLevel: 'community' })
  })
})
