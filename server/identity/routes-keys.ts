import { IDENTITY_STATES } from '#identity/audit-states.ts'
import { KeyAnswer, KeyInput, KeyList, KeyParams, KeyRequest, MadeKey } from '#identity/contract-keys.ts'
import { deskIn } from '#identity/describe-session.ts'
import { listOwnKeys, makeKey, revokeKey } from '#identity/manage-keys.ts'
import { withAuditStates } from '#platform/audit-states.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'keys'
const permission = 'key.own'

/** The keys somebody made for programs that act in their post. A key makes no keys. */
export const ownKeyRoutes: readonly AnyRoute[] = withAuditStates(
  [
    route({
      method: 'GET',
      path: '/api/session/keys',
      permission,
      summary: { zh: '我的接口密钥', en: 'My API keys' },
      tag,
      answer: KeyList,
      handle: async ({ tx, actor, exchange }) => ({ keys: await listOwnKeys(tx, deskIn(exchange), actor.at) }),
    }),
    route({
      method: 'POST',
      path: '/api/session/keys',
      permission,
      audit: 'key.make',
      summary: { zh: '新建接口密钥（密钥只显示一次）', en: 'Make an API key, which is told once' },
      tag,
      body: KeyInput,
      answer: MadeKey,
      status: 201,
      handle: ({ tx, actor, body: { name, scopes, areaCodes, expiresAt }, exchange }) =>
        makeKey(tx, actor, deskIn(exchange), { name, scopes, areaCodes, expiresAt: new Date(expiresAt) }),
    }),
    route({
      method: 'POST',
      path: '/api/session/keys/:id/revoke',
      permission,
      audit: 'key.revoke',
      summary: { zh: '撤销我的接口密钥', en: 'Revoke an API key of mine' },
      tag,
      params: KeyParams,
      body: KeyRequest,
      answer: KeyAnswer,
      handle: ({ tx, actor, params: { id }, exchange }) => {
        const { personId } = deskIn(exchange)
        return revokeKey(tx, actor, id, (key) => key.personId === personId)
      },
    }),
  ],
  IDENTITY_STATES,
)
