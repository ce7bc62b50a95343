import { makeJpeg, photoForm } from '#test/support/photos.ts'
import { tileAt } from '../cases/tile-reader.ts'
import type { Row } from './expected.ts'
import type { Ask, World } from './world.ts'

const REQUEST = '00000000-0000-4000-8000-00000000000f'
const PHOTO = '00000000-0000-4000-8000-0000000000f1'
const JPEG = await makeJpeg({ width: 64, height: 48 })
const get = (url: string): Ask => ({ method: 'GET', url })
const post = (url: string, payload: object): Ask => ({ method: 'POST', url, payload })

const middle = (world: World): { lon: number; lat: number } => {
  const [lon, lat] = world.city.middle('1.1.1.1')
  return { lon, lat }
}
const tile = (world: World, layer: string, zoom: number): Ask => {
  const { lon, lat } = middle(world)
  const { x, y } = tileAt(zoom, lon, lat)
  return get(`/api/portal/${layer}/${zoom}/${x}/${y}`)
}
const near = (world: World): Ask => get(`/api/portal/cases/near?lon=${middle(world).lon}&lat=${middle(world).lat}`)
const lookUp = ({ portal: { number, code } }: World): Ask => post('/api/portal/cases/lookup', { number, code })
const wrong = (world: World): Ask => post('/api/portal/cases/lookup', { number: world.cases.get('reported')?.number, code: '2222-2222' })

/** The page for residents: everybody is answered as nobody is, whoever is signed in. */
export const PORTAL_ROWS: Readonly<Record<string, Row>> = {
  'GET /api/portal/about': { whose: 'everyone', ask: () => get('/api/portal/about') },
  'GET /api/portal/topics': { whose: 'everyone', ask: () => get(`/api/portal/topics?text=${encodeURIComponent('井盖')}`) },
  'GET /api/portal/places': { whose: 'everyone', ask: () => get(`/api/portal/places?text=${encodeURIComponent('区')}`) },
  'GET /api/portal/form': { whose: 'everyone', ask: () => get('/api/portal/form') },
  'POST /api/portal/photos': { whose: 'everyone', ask: ({ portal: { form } }) => ({ method: 'POST', url: '/api/portal/photos', ...photoForm(JPEG, { requestId: PHOTO, form }) }) },
  'POST /api/portal/reports': { whose: 'everyone', ask: (world) => post('/api/portal/reports', { requestId: REQUEST, form: world.portal.form, topic: 'manhole', place: middle(world) }) },
  'GET /api/portal/cases/near': { whose: 'everyone', ask: near },
  'POST /api/portal/cases/:ref/me-too': { whose: 'everyone', ask: ({ portal: { form, ref } }) => post(`/api/portal/cases/${ref}/me-too`, { form }) },
  'POST /api/portal/cases/lookup': { whose: 'everyone', ask: lookUp, also: (world) => [wrong(world)] },
  'POST /api/portal/cases/rate': { whose: 'everyone', answer: 409, ask: ({ portal: { number, code } }) => post('/api/portal/cases/rate', { number, code, requestId: REQUEST, solved: true, satisfied: 5 }) },
  'POST /api/portal/cases/wish': { whose: 'everyone', ask: ({ portal: { number, code } }) => post('/api/portal/cases/wish', { number, code, contact: '13800000000' }) },
  'GET /api/portal/photos/:ticket': { whose: 'everyone', answer: 404, ask: () => get('/api/portal/photos/made-up') },
  'GET /api/portal/tiles/:z/:x/:y': { whose: 'everyone', ask: (world) => tile(world, 'tiles', 15), also: (world) => [tile(world, 'tiles', 10), tile(world, 'tiles', 17)] },
  'GET /api/portal/ground/:z/:x/:y': { whose: 'everyone', ask: (world) => tile(world, 'ground', 10) },
  'POST /api/portal/subscriptions': { whose: 'everyone', answer: 409, ask: (world) => post('/api/portal/subscriptions', { requestId: REQUEST, form: world.portal.form, address: 'a@example.org', area: { kind: 'circle', ...middle(world), radiusMetres: 300 } }) },
  'POST /api/portal/subscriptions/confirm': { whose: 'everyone', answer: 404, ask: () => post('/api/portal/subscriptions/confirm', { token: 'made-up' }) },
  'POST /api/portal/subscriptions/unsubscribe': { whose: 'everyone', ask: () => post('/api/portal/subscriptions/unsubscribe', { token: 'made-up' }) },
  'GET /api/cases/:id/public-report': { whose: 'handling', named: (world) => world.cases.get('handling')?.id ?? '', ask: (world) => get(`/api/cases/${world.cases.get('handling')?.id}/public-report`) },
} // biome-ignore format: a table
