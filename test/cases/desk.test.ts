import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseState } from '#cases/case-state.ts'
import { CasePage } from '#cases/contract.ts'
import { ExportQuery } from '#cases/contract-desk.ts'
import { exportCases } from '#cases/export-cases.ts'
import { isOpen } from '#cases/lifecycle.ts'
import { activeClockOf } from '#cases/lights.ts'
import { calendarFor, listPage } from '#cases/list-page.ts'
import { listCases } from '#cases/queries-lists.ts'
import { casesRoutes } from '#cases/routes.ts'
import { viewUnitLoad } from '#cases/view-unit-load.ts'
import type { Actor } from '#platform/actor.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { report } from '../support/cases.ts'
import type { SmallCity } from '../support/city.ts'
import { testDatabase } from '../support/database.ts'
import { testApp } from '../support/http.ts'
import { beginStory, plainCity } from './drive.ts'
import { LoopWalker } from './random-loop.ts'
import { signInAs } from './sign-in-as.ts'

const AT = new Date('2026-01-14T02:00:00Z')
const FORMULA = '=HYPERLINK("http://example.org","点我"), 第二行\n"引号"'
let db: Db
let city: SmallCity
let app: FastifyInstance
let rows: readonly CaseState[]
let chief: Actor

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await plainCity(db)
  for (const seed of [31, 32]) await new LoopWalker(db, city, seed).walk(400)
  // Long overdue by then, whatever chance did.
  await (await beginStory(db, { city, at: new Date('2026-01-05T01:00:00Z') })).upTo('handling')
  const [lon, lat] = city.middle('1.1.1.1')
  await report(db, city, city.actorOf('1-centre.acceptor', AT), { lon, lat, description: FORMULA, address: '@某路' })
  app = await testApp({ cityId: city.cityId, routes: casesRoutes, clock: handClock(AT) })
  chief = city.actorOf('1-centre.duty-chief', AT)
  rows = await listCases(db, { ...city.actorOf('centre.supervisor', AT), areas: [''] }, CasePage.parse({ limit: 200 }), undefined)
}, 300_000)
afterAll(() => app.close())

async function download(key: string, query: string, language = 'zh-CN') {
  const headers = { ...(await signInAs(db, city, key, AT)), 'accept-language': language }
  return app.inject({ method: 'GET', url: `/api/cases/export${query}`, headers })
}
const parsed = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true })
const audits = () =>
  db
    .selectFrom('auditEntry')
    .selectAll()
    .where('cityId', '=', city.cityId)
    .where('action', '=', 'case.export')
    .orderBy('at')
    .orderBy('id')
    .execute()

describe('an export', () => {
  it('holds every case of the list the reader sees, newest first, in words and local time', async () => {
    const response = await download('1-centre.duty-chief', '')
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="cases-202601141000.csv"',
    })
    expect(response.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const { cases } = await listPage(db, chief, CasePage.parse({ limit: 200 }))
    const found = parsed(response.body)
    expect(found.map((row) => row.案卷编号)).toEqual(cases.map(({ number }) => number))
    expect(found[0]).toMatchObject({
      阶段: '待受理',
      渠道: '12319 热线',
      来源: '受理员登记',
      结案层级: '区级',
      上报时间: '2026-01-14 10:00',
      区县: '1区',
      街道: '1.1街道',
      按期: '',
    })
    expect(new Set(found.map((row) => row.红绿灯)).size).toBeGreaterThan(1)
  })

  it('filters as a list does, and speaks English to whoever reads English', async () => {
    const found = parsed((await download('1-centre.duty-chief', '?stage=handling,closed&light=red', 'en')).body)
    const { cases } = await listPage(db, chief, CasePage.parse({ limit: 200, stage: 'handling,closed', light: 'red' }))
    expect(found.map((row) => row.Number)).toEqual(cases.map(({ number }) => number))
    expect(found.length).toBeGreaterThan(0)
    for (const row of found) expect(row).toMatchObject({ Stage: 'being handled', Light: 'Red', District: 'District 1' })
  })

  it('lets no text become a formula, in neither format', async () => {
    const [first] = parsed((await download('1-centre.duty-chief', '')).body)
    expect(first).toMatchObject({ 问题描述: `'${FORMULA}`, 地址: "'@某路" })
    const response = await download('1-centre.duty-chief', '?format=xlsx')
    expect(response.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Uint8Array.from(response.rawPayload).buffer)
    const sheet = workbook.getWorksheet('案卷')
    const cells = [1, 2].map((line) => sheet?.getRow(line).values as unknown[])
    expect(cells[0]?.[1]).toBe('案卷编号')
    expect(cells[1]).toContain(FORMULA)
    const { cases } = await listPage(db, chief, CasePage.parse({ limit: 200 }))
    expect(sheet?.rowCount).toBe(cases.length + 1)
  })

  it('leaves an audit entry with the filter and the number of cases', async () => {
    const before = (await audits()).length
    const found = parsed((await download('1-water.handler', '?stage=handling')).body)
    const entry = (await audits()).at(before)
    expect(entry).toMatchObject({ subject: 'csv', personId: city.person('1-water.handler').personId, answer: { cases: found.length } })
    expect(entry?.details.params).toMatchObject({ stage: ['handling'] })
  })

  it('is refused where it would be too large, and then leaves no entry', async () => {
    const before = (await audits()).length
    const refused = exportCases(db, chief, 'zh', ExportQuery.parse({}), { most: 3, page: 2 })
    await expect(refused).rejects.toMatchObject({ code: 'case.export_too_large', status: 422, details: { most: 3 } })
    expect((await audits()).length).toBe(before)
  })

  it.each([1, 7])('read %i at a time is the same', async (page) => {
    const whole = await exportCases(db, chief, 'en', ExportQuery.parse({}))
    const pieces = await exportCases(db, chief, 'en', ExportQuery.parse({}), { most: 1000, page })
    expect(await text(pieces.body as NodeJS.ReadableStream)).toBe(await text(whole.body as NodeJS.ReadableStream))
  })

  it('needs a session', async () => {
    expect((await app.inject({ method: 'GET', url: '/api/cases/export' })).statusCode).toBe(401)
  })
})

describe('the load of units', () => {
  it('is what the open cases say, for every unit that serves the place and no other', async () => {
    const dispatcher = city.actorOf('1-centre.dispatcher', AT)
    const calendar = await calendarFor(db, city.cityId)
    const { units } = await viewUnitLoad(db, dispatcher, { placeCode: city.code('1.1.1.1') })
    const keys = ['1-water', '1-parks', '1.1-office', '1.1.1-team', '1.1.1-workstation']
    expect(units.map(({ id }) => id)).toEqual(expect.arrayContaining(keys.map((key) => city.unit(key).id)))
    for (const key of ['water', '2-water', '1.2-office', '1-centre']) expect(units.map(({ id }) => id)).not.toContain(city.unit(key).id)
    let total = 0
    for (const unit of units) {
      const own = rows.filter((row) => row.unitId === unit.id && isOpen(row.stage))
      const lit = (light: string): number => own.filter((row) => activeClockOf(calendar, row, AT)?.light === light).length
      const inStage = (stage: string): number => own.filter((row) => row.stage === stage).length
      expect(unit).toMatchObject({
        open: own.length,
        yellow: lit('yellow'),
        red: lit('red'),
        waiting: inStage('dispatched'),
        handling: inStage('handling'),
      })
      total += own.length
    }
    expect(total).toBeGreaterThan(0)
    expect(units.find(({ id }) => id === city.unit('1-water').id)).toMatchObject({ handlers: 1 })
  })

  it("of a place in a functional zone tells of the zone's own units as well", async () => {
    const { units } = await viewUnitLoad(db, city.actorOf('2-centre.dispatcher', AT), { placeCode: city.code('2.2') })
    expect(units.map(({ id }) => id)).toContain(city.unit('zone-urban-management').id)
  })

  it('without a place tells of the units that have something to do, the fullest first', async () => {
    const { units } = await viewUnitLoad(db, city.actorOf('centre.dispatcher', AT), {})
    const loads = units.map(({ open }) => open)
    const busy = new Set(rows.filter((row) => isOpen(row.stage) && row.unitId !== null).map((row) => row.unitId))
    expect(new Set(units.map(({ id }) => id))).toEqual(busy)
    expect(loads).toEqual([...loads].sort((a, b) => b - a))
  })

  it("of a place outside the area is nobody's business", async () => {
    expect(await viewUnitLoad(db, city.actorOf('1-centre.dispatcher', AT), { placeCode: city.code('2.1.1.1') })).toEqual({ units: [] })
  })
})
