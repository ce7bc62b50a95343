import { photoForm } from '#test/support/photos.ts'
import type { Row } from './expected.ts'
import type { Ask, World } from './world.ts'

const REQUEST = '00000000-0000-4000-8000-00000000000c'
const get =
  (url: (world: World) => string): Row['ask'] =>
  (world) => ({ method: 'GET', url: url(world) })
const send =
  (method: Ask['method'], url: (world: World) => string, body: (world: World) => object = () => ({})): Row['ask'] =>
  (world) => ({ method, url: url(world), payload: { requestId: REQUEST, ...body(world) } })
const draft = (tail: string) => ({ draftId }: World) => `/api/catalogue/versions/${draftId}${tail}` // biome-ignore format: one line
const named = ({ draftId }: World): string => draftId

const TYPE = {
  domain: 'urban',
  kind: 'component',
  classCode: '01',
  className: '公用设施',
  itemCode: '04',
  name: '雨水箅子',
  nameEn: 'Grate',
}
const CONDITION = { filing: '破损', closing: '修复', limitValue: 1, limitUnit: 'work_day', urgency: 'normal' }
const RULE = {
  domain: null,
  kind: null,
  classCode: null,
  typeCode: 'C0104',
  basis: 'owner',
  duty: 'water',
  level: 'district',
  reason: '归属',
}
/** A type that no condition and no rule names. */
const freeType = ({ bareDraftId }: World) => `/api/catalogue/versions/${bareDraftId}/types/C0999`
const junk = () => photoForm(Buffer.from('not a workbook'), { requestId: REQUEST }, 'a.xlsx')

/** The catalogue and the calendar: one of each for a whole city. */
export const CATALOGUE_ROWS: Readonly<Record<string, Row>> = {
  'GET /api/catalogue/types': { whose: 'everyone', ask: get(() => '/api/catalogue/types') },
  'GET /api/catalogue/in-force': { whose: 'everyone', ask: get(() => '/api/catalogue/in-force') },
  'GET /api/catalogue/types/:code': { whose: 'everyone', ask: get(() => '/api/catalogue/types/C0104') },
  'GET /api/catalogue/rules': { whose: 'everyone', ask: get(() => '/api/catalogue/rules') },
  'GET /api/catalogue/duties': { whose: 'everyone', ask: get(() => '/api/catalogue/duties') },
  'GET /api/catalogue/versions': { whose: 'everyone', ask: get(() => '/api/catalogue/versions') },
  'POST /api/catalogue/versions': { whose: 'everyone', ask: send('POST', () => '/api/catalogue/versions', () => ({ note: '新' })) },
  'POST /api/catalogue/versions/:versionId/approval': { whose: 'city', named, ask: send('POST', draft('/approval'), () => ({ effectiveFrom: '2026-04-01' })) },
  'DELETE /api/catalogue/versions/:versionId': { whose: 'city', named, ask: send('DELETE', draft('')) },
  'GET /api/catalogue/versions/:versionId/findings': { whose: 'city', named, ask: get(draft('/findings')) },
  'GET /api/catalogue/difference': { whose: 'city', named, ask: get(({ inForceId, draftId }) => `/api/catalogue/difference?from=${inForceId}&to=${draftId}`) },
  'PUT /api/catalogue/versions/:versionId/types/:code': { whose: 'city', named, ask: send('PUT', draft('/types/C0104'), () => TYPE) },
  'DELETE /api/catalogue/versions/:versionId/types/:code': { whose: 'city', named: ({ bareDraftId }) => bareDraftId, ask: send('DELETE', freeType) },
  'PUT /api/catalogue/versions/:versionId/types/:code/conditions/:number': { whose: 'city', named, ask: send('PUT', draft('/types/C0104/conditions/1'), () => CONDITION) },
  'DELETE /api/catalogue/versions/:versionId/types/:code/conditions/:number': { whose: 'city', named, ask: send('DELETE', draft('/types/C0104/conditions/1')) },
  'PUT /api/catalogue/versions/:versionId/rules/:number': { whose: 'city', named, ask: send('PUT', draft('/rules/1'), () => RULE) },
  'DELETE /api/catalogue/versions/:versionId/rules/:number': { whose: 'city', named, ask: send('DELETE', ({ draftId, freeRule }) => `/api/catalogue/versions/${draftId}/rules/${freeRule}`) },
  'GET /api/catalogue/versions/:versionId/workbook': { whose: 'city', named, ask: get(draft('/workbook')) },
  'POST /api/catalogue/versions/:versionId/workbook': { whose: 'city', named, answer: 422, hidden: 422, ask: (world) => ({ method: 'POST', url: draft('/workbook')(world), ...junk() }) },
  'GET /api/calendar/:year': { whose: 'everyone', ask: get(() => '/api/calendar/2026') },
  'PUT /api/calendar/:year': { whose: 'everyone', ask: send('PUT', () => '/api/calendar/2030', () => ({ days: [], publish: false })) },
  'GET /api/calendar/:year/days': { whose: 'everyone', ask: get(() => '/api/calendar/2026/days?month=3') },
  'PUT /api/calendar/days/:day': { whose: 'everyone', ask: send('PUT', () => '/api/calendar/days/2026-12-14', () => ({ kind: 'off', name: '放假' })) },
  'PUT /api/calendar/working-hours': { whose: 'everyone', ask: send('PUT', () => '/api/calendar/working-hours', () => ({ slots: [{ from: '09:00', to: '17:00' }] })) },
  'GET /api/calendar/:year/workbook': { whose: 'everyone', ask: get(() => '/api/calendar/2026/workbook') },
  'POST /api/calendar/:year/workbook': { whose: 'everyone', answer: 422, ask: () => ({ method: 'POST', url: '/api/calendar/2030/workbook', ...junk() }) },
  'POST /api/catalogue/deadline': { whose: 'everyone', ask: () => ({ method: 'POST', url: '/api/catalogue/deadline', payload: { from: '2026-03-02T01:00:00Z', limit: { value: 1, unit: 'work_day' } } }) },
} // biome-ignore format: a table
