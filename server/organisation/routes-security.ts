import { IdParams } from '#organisation/contract-people.ts'
import {
  FactorAnswer,
  FactorReset,
  KeyPage,
  KeyQuery,
  ResetAnswer,
  RevokedKey,
  RevokeRequest,
  SignInInput,
  SignInView,
} from '#organisation/contract-security.ts'
import { listKeys, resetFactor, revokeAnyKey, viewFactorOf } from '#organisation/manage-security.ts'
import { setSignInSettings, viewSignInSettings } from '#organisation/sign-in-settings.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'security'

/** Keys and authenticators of others: for whoever looks after security, not for whoever looks after people. */
export const securityRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/keys',
    permission: 'security.read',
    summary: { zh: '管辖范围内的接口密钥', en: "API keys within one's area" },
    tag,
    query: KeyQuery,
    answer: KeyPage,
    handle: ({ tx, actor, query }) => listKeys(tx, actor, query),
  }),
  route({
    method: 'POST',
    path: '/api/keys/:id/revoke',
    permission: 'security.edit',
    audit: 'key.revoke',
    summary: { zh: '撤销接口密钥（立即失效）', en: 'Revoke an API key at once' },
    tag,
    params: IdParams,
    body: RevokeRequest,
    answer: RevokedKey,
    handle: ({ tx, actor, params: { id } }) => revokeAnyKey(tx, actor, id),
  }),
  route({
    method: 'GET',
    path: '/api/people/:id/second-factor',
    permission: 'security.read',
    summary: { zh: '此人是否绑定验证器', en: 'Whether somebody has an authenticator' },
    tag,
    params: IdParams,
    answer: FactorAnswer,
    handle: ({ tx, actor, params: { id } }) => viewFactorOf(tx, actor, id),
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/second-factor/reset',
    permission: 'security.edit',
    audit: 'person.reset-second-factor',
    summary: {
      zh: '解除他人的验证器（手机遗失；其登录随之失效）',
      en: "Take somebody's authenticator off (a lost phone); their sessions end",
    },
    tag,
    params: IdParams,
    body: FactorReset,
    answer: ResetAnswer,
    handle: ({ tx, actor, params: { id } }) => resetFactor(tx, actor, id),
  }),
  route({
    method: 'GET',
    path: '/api/sign-in-settings',
    permission: 'security.read',
    summary: { zh: '登录规则：登录时长、各角色是否要求动态码', en: 'How long sessions last, and which roles ask for codes' },
    tag,
    answer: SignInView,
    handle: ({ tx, actor }) => viewSignInSettings(tx, actor),
  }),
  route({
    method: 'PUT',
    path: '/api/sign-in-settings',
    permission: 'security.edit',
    audit: 'sign-in.set',
    summary: { zh: '设定登录规则（整体替换）', en: 'Set how long sessions last and which roles ask for codes, as a whole' },
    tag,
    body: SignInInput,
    answer: SignInView,
    handle: ({ tx, actor, body: { requestId: _, ...settings } }) => setSignInSettings(tx, actor, settings),
  }),
]
