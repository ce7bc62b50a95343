import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { makeAgent, send, type WireAnswer } from './send.ts'
import { ABLE, type FuzzSite, startFuzzSite } from './site.ts'

const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '=HYPERLINK("http://x","y")',
  "=cmd|' /C calc'!A0",
  '＝1+1',
  '＠SUM(A1)',
  '"=1+1',
  '=1,=2',
]
const agent = makeAgent()
let site: FuzzSite
let headers: Readonly<Record<string, string>>

const ask = (method: string, path: string, body?: object): Promise<WireAnswer> =>
  send(agent, site.port, {
    method,
    path,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body && { body: Buffer.from(JSON.stringify(body)) }),
  })

beforeAll(async () => {
  site = await startFuzzSite()
  const world = await site.settle()
  headers = (await world.senders()).find(({ name }) => name === ABLE)?.headers ?? {}
  const [lon, lat] = world.city.middle('1.1.1.1')
  for (const text of FORMULAS) {
    const report = { requestId: newId(), lon, lat, address: text, description: text }
    expect((await ask('POST', '/api/cases', report)).status).toBe(201)
    const place = { requestId: newId(), lon, lat, datum: 'wgs84', name: text, address: text, duties: [text], state: 'open', signedOn: null }
    expect((await ask('PUT', `/api/shopfronts/S-${FORMULAS.indexOf(text)}`, place)).status).toBe(200)
  }
})
afterAll(async () => {
  agent.destroy()
  await site.close()
})

describe('what people wrote', () => {
  test.each(['/api/cases/export?format=csv', '/api/shopfronts/export', '/api/people/export'])(
    'is text in %s, never a formula',
    async (path) => {
      const answer = await ask('GET', path)
      expect([answer.status, answer.headers['content-type'], answer.headers['x-content-type-options']]).toEqual([
        200,
        'text/csv; charset=utf-8',
        'nosniff',
      ])
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="/)
      const rows: string[][] = parse(answer.body.toString('utf8'), { bom: true, relax_column_count: true })
      const cells = rows.flat()
      expect(cells.filter((cell) => /^[=+@＝＋＠]|^-(?!\d+(\.\d+)?$)/.test(cell))).toEqual([])
      if (!path.includes('people')) for (const text of FORMULAS) expect(cells).toContain(text.startsWith('"') ? text : `'${text}`)
    },
  )

  test('is text in a workbook', async () => {
    const answer = await ask('GET', '/api/cases/export?format=xlsx')
    expect(answer.status).toBe(200)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(answer.body as unknown as ArrayBuffer)
    const kinds = new Set<ExcelJS.ValueType>()
    const texts: string[] = []
    workbook.worksheets[0]?.eachRow((row) =>
      row.eachCell((cell) => {
        kinds.add(cell.type)
        texts.push(cell.text)
      }),
    )
    expect(texts).toEqual(expect.arrayContaining(FORMULAS))
    for (const kind of [ExcelJS.ValueType.Formula, ExcelJS.ValueType.Hyperlink]) expect(kinds.has(kind)).toBe(false)
  })
})
