import jsQR from 'jsqr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await makeSite({}, 'https://grid.example.gov.cn')
  const [lon, lat] = site.city.middle('1.1.1.1')
  const at = { cityId: site.city.cityId, gridCode: site.city.code('1.1.1.1'), lon, lat }
  const facts = { typeCode: 'C0104', state: 'intact' as const, dataSource: '', note: '' }
  const units = { supervisingUnitId: null, ownerUnitId: null, maintenanceUnitId: null, initialDate: null, changeDate: null }
  const components = ['BJ-1', 'BJ-2', 'BJ-3'].map((code) => ({ ...at, ...facts, ...units, code, name: `箅子<b>&"${code}` }))
  await site.db.insertInto('component').values(components).execute()
  await site.db
    .insertInto('component')
    .values({ ...at, ...facts, ...units, code: 'GONE', name: '已拆', state: 'removed' })
    .execute()
  await site.db
    .insertInto('shopfront')
    .values({ ...at, code: 'SP 1/ü', name: '店', address: '路旁', duties: [], signedOn: null, state: 'open' })
    .execute()
})
afterAll(() => site?.app.close())

/** What a phone's camera makes of it, by somebody else's decoder. */
async function scan(svg: string): Promise<string | undefined> {
  const { data, info } = await sharp(Buffer.from(svg), { density: 300 })
    .resize(400)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}
const ask = (key: string, kind: string, code: string) => site.get(key, `/api/qr/${kind}/${encodeURIComponent(code)}`)

describe('a code on the street', () => {
  it.each([
    ['grid', (): string => site.city.code('1.1.1.1')],
    ['component', (): string => 'BJ-1'],
    ['shopfront', (): string => 'SP 1/ü'],
  ] as const)('of a %s leads to a report that is filled in', async (kind, codeOf) => {
    const answer = await ask('1-centre.inspector', kind, codeOf())
    expect([answer.statusCode, answer.headers['content-type']], answer.body).toEqual([200, 'image/svg+xml'])
    expect(await scan(answer.body)).toBe(`https://grid.example.gov.cn/field/report?${kind}=${encodeURIComponent(codeOf())}`)
  })

  it('is for whoever may read what it stands for', async () => {
    expect((await ask('2-centre.inspector', 'component', 'BJ-1')).json().code).toBe('register.not_found')
    expect((await ask('2-centre.inspector', 'grid', site.city.code('1.1.1.1'))).json().code).toBe('field.no_grid')
    expect((await ask('1-centre.inspector', 'grid', 'no-such')).json().code).toBe('field.no_grid')
    expect((await ask('1-centre.inspector', 'tree', 'x')).json().code).toBe('request.invalid')
    expect((await ask('approver', 'component', 'BJ-1')).statusCode).toBe(403)
  })

  it('is printed on a sheet with those of the components of the grid, names as they are and nothing run', async () => {
    const sheet = await site.get('1-centre.inspector', `/api/qr/grid/${site.city.code('1.1.1.1')}/sheet`)
    expect(sheet.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(sheet.headers['content-security-policy']).toContain("default-src 'none'")
    expect(sheet.body).toContain('箅子&lt;b&gt;&amp;&quot;BJ-2')
    expect(sheet.body).not.toContain('GONE')
    const codes = await Promise.all([...sheet.body.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => scan(svg)))
    expect(codes).toEqual(
      [`grid=${site.city.code('1.1.1.1')}`, 'component=BJ-1', 'component=BJ-2', 'component=BJ-3'].map(
        (tail) => `https://grid.example.gov.cn/field/report?${tail}`,
      ),
    )
    const english = await site.get('1-centre.inspector', `/api/qr/grid/${site.city.code('1.1.1.2')}/sheet`, { 'accept-language': 'en' })
    expect(english.body).toContain('Scan to report a problem here')
    expect((await site.get('2-centre.inspector', `/api/qr/grid/${site.city.code('1.1.1.1')}/sheet`)).statusCode).toBe(404)
  })
})
