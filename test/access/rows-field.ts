import type { Row } from './expected.ts'
import type { Someone } from './people.ts'
import type { Ask, World } from './world.ts'

const REQUEST = '00000000-0000-4000-8000-00000000000f'
const NOTHING = '00000000-0000-4000-8000-0000000000fe'
const TUS = { 'tus-resumable': '1.0.0' }

const get =
  (url: (world: World) => string): Row['ask'] =>
  (world) => ({ method: 'GET', url: url(world) })
const post =
  (url: string, body: (world: World) => object): Row['ask'] =>
  (world): Ask => ({ method: 'POST', url, payload: { requestId: REQUEST, deviceTime: world.at.toISOString(), ...body(world) } })
const point = (world: World): string => {
  const [lon, lat] = world.city.middle('1.1.1.1')
  return `lon=${lon}&lat=${lat}`
}
const anyCase = (someone: Someone): boolean => [...someone.permissions].some((permission) => permission.startsWith('case.'))
/** Of somebody else's, or of nobody's: nobody is told which. */
const notMine = (ask: Row['ask']): Row => ({ whose: 'everyone', answer: 404, ask })
const code =
  (kind: string, of: (world: World) => string, tail = ''): Row['ask'] =>
  (world) => ({ method: 'GET', url: `/api/qr/${kind}/${of(world)}${tail}` })
const grid = (world: World): string => world.city.code('1.1.1.1')

/** The street: what a phone is given, duty, photos in parts, codes to be printed. */
export const FIELD_ROWS: Readonly<Record<string, Row>> = {
  'GET /api/field/pack': { whose: 'everyone', ask: get(() => '/api/field/pack'), also: (world) => [{ method: 'GET', url: `/api/field/pack?${point(world)}` }] },
  'GET /api/field/tasks': { whose: 'everyone', ask: get(() => '/api/field/tasks') },
  'GET /api/field/suggestions': { whose: 'district', hidden: 403, place: '1.1.1.1', ask: get((world) => `/api/field/suggestions?${point(world)}`) },
  'POST /api/field/patrols': { whose: 'everyone', ask: post('/api/field/patrols', (world) => ({ startedAt: world.at.toISOString() })) },
  'GET /api/field/patrols/running': { whose: 'everyone', ask: get(() => '/api/field/patrols/running') },
  'POST /api/field/patrols/:id/stop': notMine(post(`/api/field/patrols/${NOTHING}/stop`, (world) => ({ endedAt: world.at.toISOString() }))),
  'POST /api/field/patrols/:id/visits': notMine(post(`/api/field/patrols/${NOTHING}/visits`, (world) => ({ from: world.at.toISOString(), to: world.at.toISOString(), grids: [{ gridCode: grid(world), cells: [1] }] }))),
  'POST /api/field/check-ins': notMine(post('/api/field/check-ins', (world) => ({ patrolId: NOTHING, gridCode: grid(world), how: 'qr', at: world.at.toISOString() }))),
  'GET /api/field/coverage': { whose: 'everyone', ask: get(() => '/api/field/coverage') },
  'GET /api/field/coverage/team': { whose: 'everyone', ask: get(() => '/api/field/coverage/team'), also: (world) => [{ method: 'GET', url: `/api/field/coverage/team?placeCode=${world.city.code('2')}` }] },
  'POST /api/uploads': { whose: 'everyone', needs: anyCase, ask: () => ({ method: 'POST', url: '/api/uploads', headers: { ...TUS, 'upload-length': '100' } }) },
  'GET /api/uploads/:id': notMine(() => ({ method: 'GET', url: `/api/uploads/${NOTHING}`, headers: TUS })),
  'PATCH /api/uploads/:id': notMine(() => ({ method: 'PATCH', url: `/api/uploads/${NOTHING}`, headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, payload: Buffer.from('x') })),
  'DELETE /api/uploads/:id': notMine(() => ({ method: 'DELETE', url: `/api/uploads/${NOTHING}`, headers: TUS })),
  'GET /api/qr/:kind/:code': { whose: 'district', place: '1.1.1.1', ask: code('component', () => 'BJ-1'), also: (world) => [code('grid', grid)(world), code('shopfront', () => 'SP-1')(world)] },
  'GET /api/qr/grid/:code/sheet': { whose: 'district', place: '1.1.1.1', ask: code('grid', grid, '/sheet') },
} // biome-ignore format: a table
