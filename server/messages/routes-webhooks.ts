import {
  MadeWebhook,
  RemovedWebhook,
  TestedWebhook,
  WebhookAnswer,
  WebhookInput,
  WebhookList,
  WebhookParams,
  WebhookRequest,
} from '#messages/contract.ts'
import { addWebhook, changeWebhook, removeWebhook, testWebhook, viewWebhooks } from '#messages/manage-webhooks.ts'
import type { MessageParts } from '#messages/routes.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'messages'

/** Webhooks of a city. */
export const webhookRoutes = ({ messages: { httpHosts }, secrets }: MessageParts): readonly AnyRoute[] => [
  route({
    method: 'GET',
    path: '/api/webhooks',
    permission: 'message.read',
    summary: { zh: '网络回调', en: 'Webhooks' },
    tag,
    answer: WebhookList,
    handle: async ({ tx, actor }) => ({ webhooks: await viewWebhooks(tx, actor) }),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks',
    permission: 'message.edit',
    audit: 'webhook.add',
    summary: { zh: '新增回调（签名密钥只显示一次）', en: 'Add a webhook; its secret is told once' },
    tag,
    body: WebhookInput,
    answer: MadeWebhook,
    status: 201,
    handle: ({ tx, actor, body: { requestId: _, ...fields } }) => addWebhook(tx, actor, secrets, httpHosts, fields),
  }),
  route({
    method: 'PUT',
    path: '/api/webhooks/:id',
    permission: 'message.edit',
    audit: 'webhook.change',
    summary: { zh: '修改回调（密钥不变）', en: 'Change a webhook; its secret stays' },
    tag,
    params: WebhookParams,
    body: WebhookInput,
    answer: WebhookAnswer,
    handle: ({ tx, actor, params: { id }, body: { requestId: _, ...fields } }) => changeWebhook(tx, actor, httpHosts, id, fields),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/:id/remove',
    permission: 'message.edit',
    audit: 'webhook.remove',
    summary: { zh: '删除回调', en: 'Remove a webhook' },
    tag,
    params: WebhookParams,
    body: WebhookRequest,
    answer: RemovedWebhook,
    handle: ({ tx, actor, params: { id } }) => removeWebhook(tx, actor, id),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/:id/test',
    permission: 'message.edit',
    audit: 'webhook.test',
    summary: { zh: '发送一条测试消息（排队发送）', en: 'Queue a test message' },
    tag,
    params: WebhookParams,
    body: WebhookRequest,
    answer: TestedWebhook,
    status: 202,
    handle: ({ tx, actor, params: { id } }) => testWebhook(tx, actor, id),
  }),
]
