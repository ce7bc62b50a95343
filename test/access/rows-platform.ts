import type { Row } from './expected.ts'

const REQUEST = '00000000-0000-4000-8000-00000000000d'
const setting = (key: string, value: unknown): Row => ({
  whose: 'everyone',
  ask: () => ({ method: 'PUT', url: `/api/preferences/${key}`, payload: { value } }),
})

/** What runs here, signing in and out, one's own settings, the stream. */
export const PLATFORM_ROWS: Readonly<Record<string, Row>> = {
  'GET /api/about': { whose: 'everyone', ask: () => ({ method: 'GET', url: '/api/about' }) },
  'POST /api/sessions': { whose: 'everyone', answer: 401, ask: () => ({ method: 'POST', url: '/api/sessions', payload: { login: 'nobody-at-all', password: 'wrong' } }) },
  'POST /api/demo/sessions': { whose: 'everyone', answer: 403, ask: ({ bystander }) => ({ method: 'POST', url: '/api/demo/sessions', payload: { postId: bystander.postId } }) },
  'GET /api/sessions': { whose: 'everyone', desk: true, ask: () => ({ method: 'GET', url: '/api/sessions' }) },
  'DELETE /api/sessions/:id': { whose: 'everyone', desk: true, answer: 404, ask: ({ bystander }) => ({ method: 'DELETE', url: `/api/sessions/${bystander.postId}` }) },
  'DELETE /api/sessions': { whose: 'everyone', desk: true, ask: () => ({ method: 'DELETE', url: '/api/sessions' }) },
  'PUT /api/session/kind': { whose: 'everyone', desk: true, ask: () => ({ method: 'PUT', url: '/api/session/kind', payload: { kind: 'wall' } }) },
  'GET /api/session/second-factor': { whose: 'everyone', desk: true, ask: () => ({ method: 'GET', url: '/api/session/second-factor' }) },
  'POST /api/session/second-factor/enrolment': { whose: 'everyone', desk: true, ask: () => ({ method: 'POST', url: '/api/session/second-factor/enrolment' }) },
  'POST /api/session/second-factor/confirm': { whose: 'everyone', desk: true, answer: [409, 422], ask: () => ({ method: 'POST', url: '/api/session/second-factor/confirm', payload: { code: '000000' } }) },
  'POST /api/session/second-factor': { whose: 'everyone', desk: true, answer: [409, 422], ask: () => ({ method: 'POST', url: '/api/session/second-factor', payload: { code: '000000' } }) },
  'POST /api/session/second-factor/recovery-codes': { whose: 'everyone', desk: true, answer: [409, 422], ask: () => ({ method: 'POST', url: '/api/session/second-factor/recovery-codes', payload: { code: '000000' } }) },
  'DELETE /api/session/second-factor': { whose: 'everyone', desk: true, answer: [409, 422], ask: () => ({ method: 'DELETE', url: '/api/session/second-factor', payload: { code: '000000' } }) },
  'GET /api/session/keys': { whose: 'everyone', desk: true, ask: () => ({ method: 'GET', url: '/api/session/keys' }) },
  'POST /api/session/keys': { whose: 'everyone', desk: true, ask: () => ({ method: 'POST', url: '/api/session/keys', payload: { requestId: REQUEST, name: '程序', scopes: ['organisation.read'], expiresAt: '2026-04-01T00:00:00.000Z' } }) },
  'POST /api/session/keys/:id/revoke': { whose: 'everyone', desk: true, answer: 404, ask: ({ keyId }) => ({ method: 'POST', url: `/api/session/keys/${keyId}/revoke`, payload: { requestId: REQUEST } }) },
  'GET /api/keys': { whose: 'everyone', ask: () => ({ method: 'GET', url: '/api/keys' }) },
  'POST /api/keys/:id/revoke': { whose: 'thing', named: ({ keyId }) => keyId, ask: ({ keyId }) => ({ method: 'POST', url: `/api/keys/${keyId}/revoke`, payload: { requestId: REQUEST } }) },
  'GET /api/people/:id/second-factor': { whose: 'thing', named: ({ bystander }) => bystander.personId ?? '', ask: ({ bystander }) => ({ method: 'GET', url: `/api/people/${bystander.personId}/second-factor` }) },
  'POST /api/people/:id/second-factor/reset': { whose: 'thing', answer: [200, 409], named: ({ bystander }) => bystander.personId ?? '', ask: ({ bystander }) => ({ method: 'POST', url: `/api/people/${bystander.personId}/second-factor/reset`, payload: { requestId: REQUEST } }) },
  'GET /api/sign-in-settings': { whose: 'everyone', ask: () => ({ method: 'GET', url: '/api/sign-in-settings' }) },
  'PUT /api/sign-in-settings': { whose: 'district', place: '', hidden: 403, ask: () => ({ method: 'PUT', url: '/api/sign-in-settings', payload: { requestId: REQUEST, byRole: {} } }) },
  'GET /api/session': { whose: 'everyone', desk: true, ask: () => ({ method: 'GET', url: '/api/session' }) },
  'PUT /api/session/post': { whose: 'everyone', desk: true, answer: 403, ask: ({ bystander }) => ({ method: 'PUT', url: '/api/session/post', payload: { postId: bystander.postId } }), named: ({ bystander }) => bystander.postId ?? '' },
  'PUT /api/session/password': { whose: 'everyone', desk: true, answer: 422, ask: () => ({ method: 'PUT', url: '/api/session/password', payload: { old: 'not it', new: 'a long enough password' } }) },
  'DELETE /api/session': { whose: 'everyone', desk: true, ask: () => ({ method: 'DELETE', url: '/api/session' }) },
  'PUT /api/preferences/language': setting('language', 'zh'),
  'PUT /api/preferences/theme': setting('theme', 'dark'),
  'PUT /api/preferences/workbench': setting('workbench', { columns: [], density: 'compact' }),
  'PUT /api/preferences/saved-filters': setting('saved-filters', []),
  'GET /api/preferences': { whose: 'everyone', ask: () => ({ method: 'GET', url: '/api/preferences' }) },
} // biome-ignore format: a table
