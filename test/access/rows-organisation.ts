import { photoForm } from '#test/support/photos.ts'
import type { Row } from './expected.ts'
import type { Ask, World } from './world.ts'

const REQUEST = '00000000-0000-4000-8000-00000000000b'
/** Today of the world. */
const TODAY = '2026-03-02'

const get =
  (url: (world: World) => string): Row['ask'] =>
  (world) => ({ method: 'GET', url: url(world) })
const send =
  (method: Ask['method'], url: (world: World) => string, body: (world: World) => object = () => ({})): Row['ask'] =>
  (world) => ({ method, url: url(world), payload: { requestId: REQUEST, ...body(world) } })

const code = (key: string) => (world: World) => world.city.code(key)
const areaOf = (world: World, key: string) => world.city.places.find((place) => place.key === key)?.area
const bystander = (world: World): string => world.bystander.personId ?? ''
const at =
  (path: string, key: string, tail = '') =>
  (world: World) =>
    `${path}${code(key)(world)}${tail}`
/** Places are known to the whole city: who may not change one is told so. */
const FORBIDDEN = 403

const outline = (world: World) => ({ kind: 'management', code: world.city.code('1.1.1.1'), area: areaOf(world, '1.1.1.1') })
const CSV = 'name,unit,role,title,valid_from\n'

/** Places, units, posts, people and their accounts, roles, the audit log. */
export const ORGANISATION_ROWS: Readonly<Record<string, Row>> = {
  'GET /api/divisions': { whose: 'everyone', ask: get(() => '/api/divisions?limit=200') },
  'GET /api/divisions/:code': { whose: 'everyone', ask: get(at('/api/divisions/', '1')) },
  'GET /api/divisions/:code/grids': { whose: 'everyone', ask: get(at('/api/divisions/', '1.1.1', '/grids')) },
  'GET /api/places/at': { whose: 'everyone', ask: get(() => '/api/places/at?lon=102.705&lat=25.005&datum=wgs84') },
  'GET /api/zones': { whose: 'everyone', ask: get(() => '/api/zones') },
  'GET /api/coverage': { whose: 'everyone', ask: get(at('/api/coverage?level=district&within=', '1')) },
  'GET /api/units': { whose: 'everyone', ask: get(() => '/api/units?limit=200') },
  'GET /api/units/:id': { whose: 'city', ask: get(({ city }) => `/api/units/${city.unit('1-centre').id}`), named: ({ city }) => city.unit('1-centre').id },
  'GET /api/staff-kinds': { whose: 'everyone', ask: get(() => '/api/staff-kinds') },
  'GET /api/grids/:code/staff': { whose: 'everyone', ask: get(at('/api/grids/', '1.1.1.1', '/staff')) },
  'GET /api/vacancies': { whose: 'everyone', ask: get(() => '/api/vacancies'), also: (world) => [{ method: 'GET', url: `/api/vacancies?within=${code('1')(world)}` }] },
  'POST /api/divisions': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', () => '/api/divisions', (world) => ({ code: `${code('1.1.1')(world)}001`, level: 'residents_group', parentCode: code('1.1.1')(world), name: '小组', validFrom: TODAY })) },
  'POST /api/divisions/:code/rename': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', at('/api/divisions/', '1.1.1', '/rename'), () => ({ name: '新名', on: TODAY })) },
  'POST /api/divisions/merge': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', () => '/api/divisions/merge', (world) => ({ codes: [code('1.2.1')(world), code('1.2.2')(world)], code: `${code('1.2')(world)}009`, name: '并', on: TODAY })) },
  'POST /api/divisions/:code/split': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', at('/api/divisions/', '1.1.1', '/split'), (world) => ({ on: TODAY, parts: ['1.1.1.1', '1.1.1.2'].map((key, index) => ({ code: `${code('1.1')(world)}00${index + 8}`, name: '半', area: areaOf(world, key) })) })) },
  'POST /api/divisions/:code/move': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', at('/api/divisions/', '1.1.1', '/move'), (world) => ({ parentCode: code('1.2')(world), on: TODAY })) },
  'POST /api/grids': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', () => '/api/grids', (world) => ({ code: `${code('1.1.1')(world)}009`, kind: 'unit', communityCode: code('1.1.1')(world), name: '单元', area: areaOf(world, '1.1.1.1'), validFrom: TODAY })) },
  'POST /api/grids/:kind/:code/close': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', at('/api/grids/management/', '1.2.2.2', '/close'), () => ({ on: TODAY })) },
  'POST /api/grids/:kind/:code/rename': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', at('/api/grids/management/', '1.2.2.2', '/rename'), () => ({ name: '新名', on: TODAY })) },
  'PUT /api/zones/:code/divisions': { whose: 'district', place: '', hidden: FORBIDDEN, ask: send('PUT', ({ city }) => `/api/zones/${city.zoneCode}/divisions`, (world) => ({ divisionCodes: [code('1.2')(world)], on: TODAY })) },
  'POST /api/zones': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', () => '/api/zones', (world) => ({ code: 'Z9', name: '新区', divisionCodes: [code('1.2')(world)], validFrom: TODAY })) },
  'GET /api/outlines': { whose: 'everyone', ask: get(at('/api/outlines?parent=', '1.1.1')) },
  'POST /api/outlines/preview': { whose: 'district', hidden: FORBIDDEN, ask: (world) => ({ method: 'POST', url: '/api/outlines/preview', payload: { outlines: [outline(world)], datum: 'wgs84' } }) },
  'POST /api/outlines/carve': { whose: 'district', hidden: FORBIDDEN, ask: (world) => ({ method: 'POST', url: '/api/outlines/carve', payload: { parent: code('1.1.1')(world), area: areaOf(world, '1.1.1.1'), others: [], datum: 'wgs84' } }) },
  'POST /api/outlines': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', () => '/api/outlines', (world) => ({ outlines: [outline(world)], on: TODAY })) },
  'POST /api/units': { whose: 'district', hidden: FORBIDDEN, ask: send('POST', () => '/api/units', (world) => ({ code: 'U-NEW', name: '新单位', kind: 'team', level: 'district', areaCode: code('1')(world), validFrom: TODAY })) },
  'POST /api/units/:id/close': { whose: 'thing', ask: send('POST', ({ city }) => `/api/units/${city.unit('1-environment').id}/close`, () => ({ on: TODAY })), answer: 409, hidden: FORBIDDEN },
  'POST /api/posts': { whose: 'thing', hidden: FORBIDDEN, ask: send('POST', () => '/api/posts', ({ city }) => ({ unitId: city.unit('1-centre').id, roleCode: 'acceptor', title: '受理员', validFrom: TODAY })) },
  'POST /api/posts/:id/close': { whose: 'thing', answer: 409, ask: send('POST', ({ bystander: { postId } }) => `/api/posts/${postId}/close`, () => ({ on: TODAY })), named: ({ bystander: { postId } }) => postId ?? '' },
  'POST /api/people': { whose: 'everyone', ask: send('POST', () => '/api/people', () => ({ name: '新人' })) },
  'POST /api/appointments': { whose: 'thing', answer: 409, ask: send('POST', () => '/api/appointments', (world) => ({ personId: bystander(world), postId: world.bystander.postId, validFrom: TODAY })), named: bystander },
  'POST /api/appointments/:id/end': { whose: 'thing', ask: send('POST', ({ appointmentId }) => `/api/appointments/${appointmentId}/end`, () => ({ on: TODAY })), named: ({ appointmentId }) => appointmentId },
  'POST /api/administrators': { whose: 'thing', named: ({ vacantPostId }) => vacantPostId, ask: send('POST', () => '/api/administrators', (world) => ({ personId: world.residentId, postId: world.vacantPostId, validFrom: TODAY })) },
  'POST /api/administrators/:id/end': { whose: 'thing', named: ({ auditorsId }) => auditorsId, ask: send('POST', ({ auditorsId }) => `/api/administrators/${auditorsId}/end`, () => ({ on: TODAY })) },
  'POST /api/grid-staff': { whose: 'thing', hidden: FORBIDDEN, ask: send('POST', () => '/api/grid-staff', (world) => ({ gridCode: code('1.1.1.2')(world), kindCode: 'volunteer', personId: bystander(world), validFrom: TODAY })) },
  'POST /api/grid-staff/:id/end': { whose: 'thing', ask: send('POST', ({ staffId }) => `/api/grid-staff/${staffId}/end`, () => ({ on: TODAY })), named: ({ staffId }) => staffId },
  'GET /api/people/export': { whose: 'everyone', ask: get(() => '/api/people/export') },
  'POST /api/people/import': { whose: 'everyone', ask: (world) => ({ method: 'POST', url: '/api/people/import', ...photoForm(Buffer.from(`${CSV}新人,${world.city.unit('1-centre').code},acceptor,受理员,${TODAY}\n`), { requestId: REQUEST }, 'a.csv') }) },
  'GET /api/people': { whose: 'everyone', ask: get(() => '/api/people?limit=200'), also: (world) => ['name', 'login'].flatMap(() => [{ method: 'GET' as const, url: `/api/people?unitId=${world.city.unit('1-centre').id}` }, { method: 'GET' as const, url: '/api/people?search=dispatcher' }]) },
  'GET /api/people/:id': { whose: 'thing', ask: get((world) => `/api/people/${bystander(world)}`), named: bystander },
  'PUT /api/people/:id': { whose: 'thing', ask: send('PUT', (world) => `/api/people/${bystander(world)}`, () => ({ name: '改名', locale: 'zh' })), named: bystander },
  'PUT /api/people/:id/login': { whose: 'thing', ask: send('PUT', (world) => `/api/people/${bystander(world)}/login`, () => ({ login: 'a.new.login' })), named: bystander },
  'POST /api/people/:id/one-time-password': { whose: 'thing', ask: send('POST', (world) => `/api/people/${bystander(world)}/one-time-password`), named: bystander },
  'PUT /api/people/:id/active': { whose: 'thing', ask: send('PUT', (world) => `/api/people/${bystander(world)}/active`, () => ({ active: false })), named: bystander },
  'GET /api/roles': { whose: 'everyone', ask: get(() => '/api/roles') },
  'POST /api/roles': { whose: 'district', place: '', hidden: FORBIDDEN, ask: send('POST', () => '/api/roles', () => ({ code: 'observer', name: '观察', nameEn: 'Observer', permissions: ['case.read'] })) },
  'PUT /api/roles/:code': { whose: 'district', place: '', hidden: FORBIDDEN, ask: send('PUT', () => '/api/roles/idle', () => ({ name: '观察', nameEn: 'Observer', permissions: ['case.read'] })) },
  'GET /api/audit': { whose: 'everyone', ask: get(() => '/api/audit?limit=200') },
  'GET /api/audit/actions': { whose: 'everyone', ask: get(() => '/api/audit/actions') },
  'GET /api/audit/export': { whose: 'everyone', ask: get(() => '/api/audit/export') },
} // biome-ignore format: a table
