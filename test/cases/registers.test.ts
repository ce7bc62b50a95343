import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerRoutes } from '#cases/routes-registers.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { MONDAY, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { testApp } from '#test/support/http.ts'
import { photoForm } from '#test/support/photos.ts'
import { plainCity } from './drive.ts'
import { signInAs } from './sign-in-as.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
const sessions = new Map<string, { authorization: string }>()

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await plainCity(db)
  app = await testApp({ cityId: city.cityId, routes: registerRoutes, clock: handClock(MONDAY) })
  for (const key of ['administrator', '1-centre.acceptor', '2-centre.acceptor', '1-water.handler'])
    sessions.set(key, await signInAs(db, city, key, MONDAY))
})
afterAll(() => app.close())

async function ask(key: string, method: 'GET' | 'PUT', url: string, payload?: object) {
  const response = await app.inject({ method, url, headers: sessions.get(key) ?? {}, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const auditsOf = (subject: string) =>
  db.selectFrom('auditEntry').select(['action', 'subject']).where('cityId', '=', city.cityId).where('subject', '=', subject).execute()

const component = (fields: object = {}) => {
  const [lon, lat] = city.middle('1.1.1.1')
  return {
    requestId: newId(),
    typeCode: 'C0104',
    name: '雨水箅子',
    lon,
    lat,
    ownerUnitId: city.unit('1-water').id,
    initialDate: '2020-05-01',
    ...fields,
  }
}
const shopfront = (fields: object = {}) => {
  const [lon, lat] = city.middle('1.1.1.1')
  return { requestId: newId(), name: '试用小店', address: '双桥路 12 号', lon, lat, duties: ['包卫生', '包绿化', '包秩序'], ...fields }
}

describe('one component', () => {
  it('is added, changed and read, its grid found from its place, with one audit entry each time', async () => {
    const first = component()
    const added = await ask('administrator', 'PUT', '/api/components/BZ-100', first)
    expect(added).toMatchObject({
      status: 200,
      body: { code: 'BZ-100', gridCode: city.code('1.1.1.1'), state: 'intact', openCases: 0, initialDate: '2020-05-01' },
    })
    expect(await ask('administrator', 'PUT', '/api/components/BZ-100', first)).toEqual(added)
    const [lon, lat] = city.middle('1.2.2.1')
    await ask('administrator', 'PUT', '/api/components/BZ-100', component({ lon, lat, state: 'damaged' }))
    expect((await ask('1-water.handler', 'GET', '/api/components/BZ-100')).body).toMatchObject({
      gridCode: city.code('1.2.2.1'),
      state: 'damaged',
    })
    expect(await auditsOf('BZ-100')).toEqual([
      { action: 'component.set', subject: 'BZ-100' },
      { action: 'component.set', subject: 'BZ-100' },
    ])
  })

  it('shows the cases linked to it, and how many are open', async () => {
    await ask('administrator', 'PUT', '/api/components/BZ-200', component())
    const { id } = await inTransaction(db, (tx) => report(tx, city, city.actorOf('1-centre.acceptor', MONDAY), { componentCode: 'BZ-200' }))
    expect((await ask('1-centre.acceptor', 'GET', '/api/components/BZ-200')).body).toMatchObject({ openCases: 1 })
    expect((await ask('1-centre.acceptor', 'GET', '/api/components/BZ-200/cases')).body).toMatchObject({ cases: [{ id }] })
    expect((await ask('2-centre.acceptor', 'GET', '/api/components/BZ-200/cases')).body).toMatchObject({ cases: [] })
  })

  it('is not told of beyond the area of the post, nor when there is none', async () => {
    await ask('administrator', 'PUT', '/api/components/BZ-300', component())
    for (const [key, code] of [
      ['2-centre.acceptor', 'BZ-300'],
      ['1-centre.acceptor', 'BZ-999'],
    ] as const)
      expect(await ask(key, 'GET', `/api/components/${code}`)).toMatchObject({ status: 404, body: { code: 'register.not_found' } })
  })

  it('is changed by those only who hold the permission', async () => {
    expect(await ask('1-centre.acceptor', 'PUT', '/api/components/BZ-400', component())).toMatchObject({
      status: 403,
      body: { code: 'permission.denied' },
    })
  })

  it('names every field at fault, and is not stored', async () => {
    const wrong = component({ typeCode: 'E0110', ownerUnitId: newId(), lon: 99 })
    const { status, body } = await ask('administrator', 'PUT', '/api/components/BZ-500', wrong)
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'register.invalid' })
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['lon', 'typeCode', 'ownerUnitId'])
    expect((await ask('administrator', 'GET', '/api/components/BZ-500')).status).toBe(404)
  })
})

describe('what lies near', () => {
  it('is listed nearest first, of one type when asked, within the metres asked', async () => {
    const [lon, lat] = city.middle('2.1.1.1')
    const north = (metres: number) => ({ lon, lat: lat + metres / 110_770 })
    await ask('administrator', 'PUT', '/api/components/N-30', component({ ...north(30) }))
    await ask('administrator', 'PUT', '/api/components/N-10', component({ ...north(10), typeCode: 'C0137' }))
    await ask('administrator', 'PUT', '/api/components/N-300', component({ ...north(300) }))
    const near = async (query: string) =>
      (await ask('2-centre.acceptor', 'GET', `/api/components?lon=${lon}&lat=${lat}${query}`)).body.components.map(
        ({ code }: { code: string }) => code,
      )
    expect(await near('')).toEqual(['N-10', 'N-30'])
    expect(await near('&typeCode=C0104')).toEqual(['N-30'])
    expect(await near('&metres=1000')).toEqual(['N-10', 'N-30', 'N-300'])
    expect((await ask('1-centre.acceptor', 'GET', `/api/components?lon=${lon}&lat=${lat}`)).body).toEqual({ components: [] })
  })
})

describe('one shopfront', () => {
  it('is added, found near and read with its duties', async () => {
    expect(await ask('administrator', 'PUT', '/api/shopfronts/S-1', shopfront({ signedOn: '2024-03-01' }))).toMatchObject({
      status: 200,
      body: { gridCode: city.code('1.1.1.1') },
    })
    const [lon, lat] = city.middle('1.1.1.1')
    const { body } = await ask('1-centre.acceptor', 'GET', `/api/shopfronts?lon=${lon}&lat=${lat}`)
    expect(body.shopfronts).toMatchObject([{ code: 'S-1', metres: 0, duties: ['包卫生', '包绿化', '包秩序'], signedOn: '2024-03-01' }])
    const { id } = await inTransaction(db, (tx) => report(tx, city, city.actorOf('1-centre.acceptor', MONDAY), { shopfrontCode: 'S-1' }))
    expect((await ask('1-centre.acceptor', 'GET', '/api/shopfronts/S-1/cases')).body).toMatchObject({ cases: [{ id }] })
    expect(await auditsOf('S-1')).toHaveLength(1)
  })
})

async function send(
  register: 'components' | 'shopfronts',
  text: string | Buffer,
  fields: Record<string, string> = {},
  key = 'administrator',
) {
  const { payload, headers } = photoForm(Buffer.from(text), { requestId: newId(), ...fields }, 'register.csv')
  const response = await app.inject({
    method: 'POST',
    url: `/api/${register}/import`,
    payload,
    headers: { ...sessions.get(key), ...headers },
  })
  return { status: response.statusCode, body: response.json() }
}
const HEAD = 'code,type_code,name,lon,lat,owner_unit,state,initial_date\n'
const line = (code: string, more: { type?: string; lon?: number | string; unit?: string; state?: string; date?: string } = {}): string => {
  const [lon, lat] = city.middle('1.1.1.2')
  return `${code},${more.type ?? 'C0104'},"雨水箅子, 新",${more.lon ?? lon},${lat},${more.unit ?? 'U-1-water'},${more.state ?? ''},${more.date ?? ''}\n`
}
const countOf = async (prefix: string): Promise<number> =>
  (await db.selectFrom('component').select('code').where('cityId', '=', city.cityId).where('code', 'like', `${prefix}%`).execute()).length

describe('an import of components', () => {
  it('lists every bad row with its column and reason in both languages, and writes nothing', async () => {
    const text =
      HEAD +
      line('I-1') +
      line('I-2', { type: 'C9999' }) +
      line('I-3', { lon: 99 }) +
      line('I-4', { unit: 'U-none' }) +
      line('I-5', { state: 'gone', date: '2024-02-30' }) +
      line('I 6') +
      line('I-1')
    for (const dryRun of ['true', 'false']) {
      const { status, body } = await send('components', text, { dryRun })
      expect({ status, imported: body.imported, rows: body.rows }).toEqual({ status: 200, imported: false, rows: 7 })
      expect(body.faults.map(({ row, column, value }: Record<string, unknown>) => [row, column, value])).toEqual([
        [3, 'type_code', 'C9999'],
        [4, 'lon', '99'],
        [5, 'owner_unit', 'U-none'],
        [6, 'state', 'gone'],
        [6, 'initial_date', '2024-02-30'],
        [7, 'code', 'I 6'],
        [8, 'code', 'I-1'],
      ])
      expect(body.faults.map(({ rule }: { rule: string }) => rule)).toEqual([
        'unknownType', 'outside', 'unknownUnit', 'value', 'value', 'value', 'repeated',
      ]) // biome-ignore format: one line
      for (const { zh, en } of body.faults) expect([/[一-龥]/.test(zh), /[a-z]/.test(en)]).toEqual([true, true])
    }
    expect(await countOf('I-')).toBe(0)
  })

  it('only checks unless told otherwise, then writes all, once, with one audit entry', async () => {
    const text = `\uFEFF${HEAD}${line('K-1')}${line('K-2', { state: 'damaged', date: '2024-02-29' })}`
    expect((await send('components', text)).body).toEqual({ imported: false, rows: 2, faults: [] })
    expect(await countOf('K-')).toBe(0)
    const requestId = newId()
    const done = await send('components', text, { dryRun: 'false', requestId })
    expect(done.body).toEqual({ imported: true, rows: 2, faults: [] })
    expect(await send('components', text, { dryRun: 'false', requestId })).toEqual(done)
    expect((await ask('administrator', 'GET', '/api/components/K-2')).body).toMatchObject({
      name: '雨水箅子, 新',
      state: 'damaged',
      ownerUnitId: city.unit('1-water').id,
      gridCode: city.code('1.1.1.2'),
    })
    const entries = await db
      .selectFrom('auditEntry')
      .select('action')
      .where('cityId', '=', city.cityId)
      .where('requestId', '=', requestId)
      .execute()
    expect(entries).toEqual([{ action: 'component.import' }])
  })

  it.each([
    ['a file without rows', (): string => HEAD, [null, null]],
    ['a file without a column that is needed', (): string => 'code,name\nX,Y\n', [1, 'type_code']],
    [
      'a file in another encoding',
      (): Buffer => Buffer.concat([Buffer.from(HEAD), Buffer.from([0xd3, 0xea, 0xcb, 0xae, 0x0a])]),
      [null, null],
    ],
    ['a file with rows of different length', (): string => `${HEAD}a,b\n`, [null, null]],
  ] as const)('says what is wrong with %s', async (_what, text, [row, column]) => {
    const { body } = await send('components', text(), { dryRun: 'false' })
    expect(body).toMatchObject({ imported: false })
    expect(body.faults[0]).toMatchObject({ row, column })
  })

  it('is refused to those without the permission', async () => {
    expect((await send('components', HEAD + line('P-1'), { dryRun: 'false' }, '1-centre.acceptor')).status).toBe(403)
  })
})

describe('an import of shopfronts', () => {
  it('takes the duties of a shop from one cell', async () => {
    const [lon, lat] = city.middle('2.1.1.2')
    const text = `code,name,address,lon,lat,duties,signed_on\nSF-1,小店一,双桥路 1 号,${lon},${lat},包卫生、包绿化、包秩序,2024-03-01\nSF-2,小店二,双桥路 2 号,${lon},${lat},包卫生;包秩序,\n`
    expect((await send('shopfronts', text, { dryRun: 'false' })).body).toEqual({ imported: true, rows: 2, faults: [] })
    expect((await ask('administrator', 'GET', '/api/shopfronts/SF-2')).body).toMatchObject({ duties: ['包卫生', '包秩序'], signedOn: null })
    const bad = await send('shopfronts', `code,name,address,lon,lat,duties\nSF-3,小店三,双桥路 3 号,${lon},${lat},\n`, { dryRun: 'false' })
    expect(bad.body).toMatchObject({ imported: false, faults: [{ row: 2, column: 'duties' }] })
  })
})

describe('an export of the registers', () => {
  const read = (register: string, key: string) =>
    app.inject({ method: 'GET', url: `/api/${register}/export`, headers: sessions.get(key) ?? {} })

  it('comes as a file that is taken back as it is', async () => {
    await send('components', HEAD + line('X-1', { date: '2024-02-29' }), { dryRun: 'false' })
    for (const register of ['components', 'shopfronts'] as const) {
      const file = await read(register, 'administrator')
      expect(file.headers['content-type']).toMatch(/^text\/csv/)
      const rows = file.body.trimEnd().split('\r\n').length - 1
      expect(rows).toBeGreaterThan(0)
      expect((await send(register, file.body)).body).toEqual({ imported: false, rows, faults: [] })
    }
    expect((await read('components', 'administrator')).body).toMatch(
      /\r\nX-1,C0104,"雨水箅子, 新",[\d.]+,[\d.]+,wgs84,,U-1-water,,intact,2024-02-29,,,\r\n/,
    )
  })

  it('holds only what lies in the area of the post', async () => {
    expect((await read('components', '1-centre.acceptor')).body).toContain('X-1')
    expect((await read('components', '2-centre.acceptor')).body).not.toContain('X-1')
  })
})

describe('a register as a list', () => {
  const listed = async (key: string, query: string) => (await ask(key, 'GET', `/api/registers/entries?${query}`)).body
  const codes = ({ entries }: { entries: readonly { code: string }[] }) => entries.map(({ code }) => code)

  it('is paged by code, counted once, found by the beginning of a code or part of a name or address, and narrowed by state', async () => {
    for (const [code, fields] of [['LB-1', {}], ['LB-2', { name: '100%_合格箅子' }], ['LB-3', { state: 'damaged' }]] as const)
      await ask('administrator', 'PUT', `/api/components/${code}`, component(fields)) // biome-ignore format: three entries
    const first = await listed('administrator', 'register=component&text=LB-&limit=2')
    expect([codes(first), first.next, first.total]).toEqual([['LB-1', 'LB-2'], 'LB-2', 3])
    const rest = await listed('administrator', `register=component&text=LB-&limit=2&after=${first.next}`)
    expect([codes(rest), rest.next, rest.total]).toEqual([['LB-3'], null, null])
    expect(codes(await listed('administrator', `register=component&text=${encodeURIComponent('0%_合格')}`))).toEqual(['LB-2'])
    expect(codes(await listed('administrator', 'register=component&text=LB-&state=damaged'))).toEqual(['LB-3'])
    await ask('administrator', 'PUT', '/api/shopfronts/LD-1', shopfront({ address: '列表路 9 号' }))
    const shops = await listed('administrator', `register=shopfront&text=${encodeURIComponent('列表路')}`)
    expect(shops).toMatchObject({ total: 1, entries: [{ code: 'LD-1', state: 'open', typeCode: null, address: '列表路 9 号' }] })
    expect(codes(await listed('1-centre.acceptor', 'register=component&text=LB-'))).toEqual(['LB-1', 'LB-2', 'LB-3'])
    expect(codes(await listed('2-centre.acceptor', 'register=component&text=LB-'))).toEqual([])
  })
})
