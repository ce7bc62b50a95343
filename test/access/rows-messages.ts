import type { Row } from './expected.ts'
import type { Ask, World } from './world.ts'

const REQUEST = '00000000-0000-4000-8000-00000000000e'
const HOOK = { name: '程序', url: 'https://hook.example.org/next', topics: ['case.close'] }
const SETTINGS = {
  quietFrom: '21:00',
  quietTo: '07:00',
  digestAt: '18:00',
  gatherMinutes: 10,
  addressDays: 30,
  proofDays: 366,
}
const TEXT = { subject: '已办结 {number}', body: '案卷 {number} 已办结。' }

/** Messages are the whole city's: whoever looks after a part of it is told so. */
const wholeCity = (method: Ask['method'], url: string | ((world: World) => string), payload?: object): Row => ({
  whose: 'district',
  place: '',
  hidden: 403,
  ask: (world) => ({
    method,
    url: typeof url === 'string' ? url : url(world),
    ...(payload && { payload: { requestId: REQUEST, ...payload } }),
  }),
})
const hook = (tail = '') => ({ webhookId }: World) => `/api/webhooks/${webhookId}${tail}` // biome-ignore format: a row
const mailbox = (tail = '') => ({ city }: World) => `/api/message-contacts/unit/${city.unit('1-water').id}/email${tail}` // biome-ignore format: a row
const text = '/api/message-templates/closed/reporter/email/zh'

/** What was sent, the texts, webhooks, and how units and posts are reached. */
export const MESSAGE_ROWS: Readonly<Record<string, Row>> = {
  'GET /api/messages': wholeCity('GET', '/api/messages?limit=200'),
  'GET /api/messages/summary': wholeCity('GET', '/api/messages/summary'),
  'GET /api/messages/:id': wholeCity('GET', ({ messageId }) => `/api/messages/${messageId}`),
  'GET /api/message-settings': wholeCity('GET', '/api/message-settings'),
  'PUT /api/message-settings': wholeCity('PUT', '/api/message-settings', SETTINGS),
  'GET /api/message-templates': wholeCity('GET', '/api/message-templates'),
  'PUT /api/message-templates/:step/:audience/:channel/:locale': wholeCity('PUT', text, TEXT),
  'POST /api/message-templates/:step/:audience/:channel/:locale/reset': wholeCity('POST', `${text}/reset`, {}),
  'POST /api/message-templates/preview': {
    ...wholeCity('POST', '/api/message-templates/preview'),
    ask: () => ({
      method: 'POST',
      url: '/api/message-templates/preview',
      payload: { step: 'closed', audience: 'reporter', channel: 'email', locale: 'zh', ...TEXT },
    }),
  },
  'GET /api/message-contacts': wholeCity('GET', '/api/message-contacts'),
  'PUT /api/message-contacts/:kind/:id/:channel': wholeCity('PUT', mailbox(), { address: 'office@example.org', locale: 'zh' }),
  'POST /api/message-contacts/:kind/:id/:channel/remove': wholeCity('POST', mailbox('/remove'), {}),
  'GET /api/webhooks': wholeCity('GET', '/api/webhooks'),
  'POST /api/webhooks': wholeCity('POST', '/api/webhooks', HOOK),
  'PUT /api/webhooks/:id': wholeCity('PUT', hook(), HOOK),
  'POST /api/webhooks/:id/remove': wholeCity('POST', hook('/remove'), {}),
  'POST /api/webhooks/:id/test': wholeCity('POST', hook('/test'), {}),
}
