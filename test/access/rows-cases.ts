import { minutesLater } from '#test/support/cases.ts'
import { makeJpeg, photoForm } from '#test/support/photos.ts'
import { tileAt } from '../cases/tile-reader.ts'
import type { State } from './cases.ts'
import type { Row } from './expected.ts'
import { may, type Someone } from './people.ts'
import type { Ask, World } from './world.ts'

const idOf = (world: World, state: State): string => world.cases.get(state)?.id ?? ''
const get =
  (url: (world: World) => string): Row['ask'] =>
  (world) => ({ method: 'GET', url: url(world) })
const REQUEST = '00000000-0000-4000-8000-00000000000a'

/** A reading of one case, whoever may see it. */
const reading = (state: State, tail: string, more: Partial<Row> = {}): Row => ({
  whose: state, ask: get((world) => `/api/cases/${idOf(world, state)}${tail}`), named: (world) => idOf(world, state), ...more,
}) // biome-ignore format: a row

/** An action on a case in the state it starts from; versions are read when it is sent. */
const action = (state: State, name: string, doers: readonly string[], input: (world: World) => object = () => ({})): Row => ({
  whose: state,
  doers,
  named: (world) => idOf(world, state),
  ask: (world): Ask => ({
    method: 'POST',
    url: `/api/cases/${idOf(world, state)}/${name}`,
    payload: { requestId: REQUEST, version: world.versions.get(idOf(world, state)) ?? 0, ...input(world) },
  }),
})

const CHIEF = ['duty-chief inside', 'key of duty-chief inside']
const ACCEPTOR = ['acceptor inside']
const DISPATCHER = ['dispatcher inside']
const HANDLER = ['handler inside']
const RULERS = ['duty-chief inside', 'supervisor inside']
const ABOVE = ['supervisor inside', 'supervisor city']
const inspectorId = (world: World): string => world.city.person('1-centre.second-inspector').personId
const reason = { reason: '说明' }
const granted = () => ({ granted: true, ruling: '同意' })

const place = (world: World): { lon: number; lat: number } => {
  const [lon, lat] = world.city.middle('1.1.1.1')
  return { lon, lat }
}
const report = (world: World) => ({ requestId: REQUEST, ...place(world), address: '路旁', description: '箅子断裂' })
const tileUrl = (world: World, zoom: number): string => {
  const { lon, lat } = place(world)
  const { x, y } = tileAt(zoom, lon, lat)
  return `/api/tiles/cases/${zoom}/${x}/${y}`
}
const fetched = (url: string): Ask => ({ method: 'GET', url })
/** What could be found of others: registers by code, a case by number, posts by their people, places. */
const searches = (world: World): Ask[] =>
  ['BJ-1', 'BJ-2', 'SP-2', world.cases.get('handling')?.number ?? '', 'dispatcher inside', '姓', '区'].map((q) =>
    fetched(`/api/search?q=${encodeURIComponent(q)}`),
  )
/** Boxes and filters that reach beyond the own area, were they not held back. */
const lists = (world: World): Ask[] =>
  [
    '',
    'box=listed',
    'box=overdue',
    'box=unassigned',
    `text=${encodeURIComponent('箅子')}`,
    `unitId=${world.city.unit('1-water').id}`,
    `unitId=${world.city.unit('2-water').id}`,
    `number=${world.cases.get('closed')?.number}`,
    'componentCode=BJ-2',
    'within=102,24,104,26',
  ].map((query) => fetched(`/api/cases?limit=200&${query}`))
const anyCase = (someone: Someone): boolean => [...someone.permissions].some((permission) => permission.startsWith('case.'))
const readsCases = (someone: Someone): boolean => may(someone, 'case.read') || may(someone, 'case.read-own')
const JPEG = await makeJpeg({ width: 64, height: 48 })

/** Cases, their actions, photos, notices, lists, figures, map and registers. */
export const CASE_ROWS: Readonly<Record<string, Row>> = {
  'POST /api/cases': { whose: 'district', hidden: 403, place: '1.1.1.1', ask: (world) => ({ method: 'POST', url: '/api/cases', payload: report(world) }) },
  'POST /api/cases/self-handled': { whose: 'district', hidden: 403, place: '1.1.1.1', ask: (world) => ({ method: 'POST', url: '/api/cases/self-handled', payload: { ...report(world), typeCode: 'C0104', conditionNumber: 1, result: '已清理' } }) },
  'GET /api/cases/duplicates': { whose: 'everyone', ask: get((world) => `/api/cases/duplicates?lon=${place(world).lon}&lat=${place(world).lat}&typeCode=C0104&text=${encodeURIComponent('箅子断裂')}`) },
  'GET /api/cases': { whose: 'everyone', ask: get((world) => `/api/cases?placeCode=${world.city.code('1')}&limit=200`), also: lists },
  'GET /api/cases/count': { whose: 'everyone', ask: get((world) => `/api/cases/count?placeCode=${world.city.code('1')}`) },
  'GET /api/cases/boxes': { whose: 'everyone', ask: get(() => '/api/cases/boxes') },
  'GET /api/cases/export': { whose: 'everyone', ask: get(() => '/api/cases/export') },
  'GET /api/cases/unit-load': { whose: 'everyone', ask: get((world) => `/api/cases/unit-load?placeCode=${world.city.code('1.1.1.1')}`) },
  'GET /api/cases/:id': reading('handling', '', { also: (world) => world.allCases.filter((_, index) => index % 2 === 0).map(({ id }) => fetched(`/api/cases/${id}`)) }),
  'GET /api/cases/:id/proposal': reading('filed', '/proposal'),
  'GET /api/cases/:id/inspectors': reading('handled', '/inspectors'),
  'GET /api/cases/:id/precedents': reading('return', '/precedents'),
  'GET /api/cases/:id/contact': reading('accepted', '/contact'),
  'GET /api/cases/:id/verification': reading('handling', '/verification'),
  'GET /api/cases/:id/next': reading('handling', '/next'),
  'GET /api/cases/:id/related': reading('handling', '/related'),
  'POST /api/cases/:id/accept': action('reported', 'accept', ACCEPTOR, () => ({ typeCode: 'C0104', conditionNumber: 1 })),
  'POST /api/cases/:id/send-verify': action('reported', 'send-verify', ACCEPTOR, (world) => ({ inspectorId: inspectorId(world) })),
  'POST /api/cases/:id/verify': action('verifying', 'verify', [], () => ({ real: true, finding: '属实', typeCode: 'C0104', conditionNumber: 1 })),
  'POST /api/cases/:id/decline': action('reported', 'decline', CHIEF, () => ({ reason: 'too_vague', note: '不清' })),
  'POST /api/cases/:id/file': action('accepted', 'file', CHIEF),
  'POST /api/cases/:id/dispatch': action('filed', 'dispatch', DISPATCHER, (world) => ({ unitId: world.city.unit('1-water').id })),
  'POST /api/cases/:id/recall': action('dispatched', 'recall', DISPATCHER, () => reason),
  'POST /api/cases/:id/refer-down': action('filed', 'refer-down', DISPATCHER, () => reason),
  'POST /api/cases/:id/request-up': action('handling', 'request-up', [...DISPATCHER, ...HANDLER], () => reason),
  'POST /api/cases/:id/receive': action('dispatched', 'receive', HANDLER),
  'POST /api/cases/:id/request-return': action('handling', 'request-return', HANDLER, () => ({ reason: 'not_ours', note: '非本单位' })),
  'POST /api/cases/:id/decide-return': action('return', 'decide-return', RULERS, granted),
  'POST /api/cases/:id/redispatch': action('handling', 'redispatch', DISPATCHER, (world) => ({ unitId: world.city.unit('1-water').id, ...reason })),
  'POST /api/cases/:id/co-handle': action('handling', 'co-handle', DISPATCHER, (world) => ({ parts: [{ unitId: world.city.unit('1-power').id, task: '断电' }] })),
  'POST /api/cases/:id/finish-part': action('assisted', 'finish-part', ['handler beside'], () => ({ result: '完成' })),
  'POST /api/cases/:id/report-back': action('handling', 'report-back', HANDLER, () => ({ result: '已清理' })),
  'POST /api/cases/:id/send-check': action('handled', 'send-check', ACCEPTOR, (world) => ({ inspectorId: inspectorId(world) })),
  'POST /api/cases/:id/check': action('checking', 'check', [], () => ({ passed: true, finding: '已解决' })),
  'POST /api/cases/:id/close': action('checked', 'close', CHIEF),
  'POST /api/cases/:id/request-extension': action('handling', 'request-extension', HANDLER, () => ({ extra: { value: 1, unit: 'urgent_hour' }, ...reason })),
  'POST /api/cases/:id/decide-extension': action('extension', 'decide-extension', RULERS, granted),
  'POST /api/cases/:id/request-suspension': action('handling', 'request-suspension', HANDLER, () => ({ until: minutesLater(9 * 1440).toISOString(), ...reason })),
  'POST /api/cases/:id/decide-suspension': action('suspension', 'decide-suspension', RULERS, granted),
  'POST /api/cases/:id/resume': action('suspended', 'resume', RULERS),
  'POST /api/cases/:id/urge': action('handling', 'urge', ABOVE, () => ({ text: '请尽快' })),
  'POST /api/cases/:id/reply-urge': action('urged', 'reply-urge', HANDLER, () => ({ text: '今日完成' })),
  'POST /api/cases/:id/put-on-list': action('handling', 'put-on-list', ABOVE, (world) => ({ ownerPostId: world.city.person('1-water.handler').postId, ...reason })),
  'POST /api/cases/:id/take-off-list': action('listed', 'take-off-list', ABOVE, () => reason),
  'POST /api/cases/:id/merge': action('reported', 'merge', ACCEPTOR, (world) => ({ primaryCaseId: idOf(world, 'filed'), ...reason })),
  'POST /api/cases/:id/void': action('accepted', 'void', CHIEF, () => reason),
  'POST /api/cases/:id/reopen': action('closed', 'reopen', CHIEF, () => reason),
  'POST /api/cases/:id/rate': action('closed', 'rate', ACCEPTOR, () => ({ solved: true, satisfied: 5 })),
  'GET /api/notices': { whose: 'everyone', ask: get(() => '/api/notices') },
  'POST /api/notices/read': { whose: 'everyone', ask: () => ({ method: 'POST', url: '/api/notices/read', payload: { ids: [REQUEST] } }) },
  'POST /api/photos': { whose: 'everyone', needs: anyCase, ask: () => ({ method: 'POST', url: '/api/photos', ...photoForm(JPEG) }) },
  'GET /api/cases/:id/photos/:fileId': { whose: 'handling', named: ({ photoOf }) => photoOf.fileId, ask: get(({ photoOf }) => `/api/cases/${photoOf.caseId}/photos/${photoOf.fileId}`) },
  'GET /api/overview': { whose: 'district', place: '1.1.1', ask: get((world) => `/api/overview?placeCode=${world.city.code('1.1.1')}`), named: (world) => world.city.code('1.1.1') },
  'GET /api/figures': { whose: 'district', place: '1.1.1', ask: get((world) => `/api/figures?placeCode=${world.city.code('1.1.1')}`), named: (world) => world.city.code('1.1.1') },
  'GET /api/overview/outlines': { whose: 'district', place: '1.1.1', ask: get((world) => `/api/overview/outlines?placeCode=${world.city.code('1.1.1')}`), named: (world) => world.city.code('1.1.1') },
  'GET /api/tiles/cases/:z/:x/:y': { whose: 'everyone', needs: readsCases, answer: [200, 204], ask: get((world) => tileUrl(world, 10)), also: (world) => [{ method: 'GET', url: tileUrl(world, 15) }] },
  'GET /api/tiles/grids/:z/:x/:y': { whose: 'everyone', ask: get((world) => tileUrl(world, 10).replace('cases', 'grids')) },
  'GET /api/components': { whose: 'everyone', ask: get((world) => `/api/components?lon=${place(world).lon}&lat=${place(world).lat}`) },
  'GET /api/components/export': { whose: 'everyone', ask: get(() => '/api/components/export') },
  'GET /api/components/:code': { whose: 'district', place: '1.1.1.1', ask: get(() => '/api/components/BJ-1'), named: () => 'BJ-1' },
  'GET /api/components/:code/cases': { whose: 'everyone', ask: get(() => '/api/components/BJ-1/cases') },
  'PUT /api/components/:code': { whose: 'district', hidden: 422, place: '1.1.1.1', ask: (world) => ({ method: 'PUT', url: '/api/components/BJ-1', payload: { requestId: REQUEST, typeCode: 'C0104', name: '箅子', ...place(world) } }) },
  'POST /api/components/import': { whose: 'everyone', ask: () => ({ method: 'POST', url: '/api/components/import', ...photoForm(Buffer.from('code,type_code,name,lon,lat,datum\nBJ-1,C0104,x,102.705,25.005,wgs84\n'), { requestId: REQUEST }, 'a.csv') }) },
  'GET /api/shopfronts': { whose: 'everyone', ask: get((world) => `/api/shopfronts?lon=${place(world).lon}&lat=${place(world).lat}`) },
  'GET /api/shopfronts/export': { whose: 'everyone', ask: get(() => '/api/shopfronts/export') },
  'GET /api/shopfronts/:code': { whose: 'district', place: '1.1.1.1', ask: get(() => '/api/shopfronts/SP-1'), named: () => 'SP-1' },
  'GET /api/shopfronts/:code/cases': { whose: 'everyone', ask: get(() => '/api/shopfronts/SP-1/cases') },
  'PUT /api/shopfronts/:code': { whose: 'district', hidden: 422, place: '1.1.1.1', ask: (world) => ({ method: 'PUT', url: '/api/shopfronts/SP-1', payload: { requestId: REQUEST, name: '小店', address: '路旁', duties: ['包卫生'], ...place(world) } }) },
  'POST /api/shopfronts/import': { whose: 'everyone', ask: () => ({ method: 'POST', url: '/api/shopfronts/import', ...photoForm(Buffer.from('code,name,address,lon,lat,datum,duties\nSP-1,x,y,102.705,25.005,wgs84,包卫生\n'), { requestId: REQUEST }, 'a.csv') }) },
  'GET /api/registers/entries': { whose: 'everyone', ask: get(() => '/api/registers/entries?register=component'), also: () => [fetched('/api/registers/entries?register=shopfront'), fetched('/api/registers/entries?register=component&text=BJ-2')] },
  'GET /api/search': { whose: 'everyone', ask: get(() => `/api/search?q=${encodeURIComponent('箅子')}`), also: searches },
} // biome-ignore format: a table
