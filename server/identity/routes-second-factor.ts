import { codeGiven, confirmedFactor, enrolmentAnswer, factorView, openedSession, recoveryCodesAnswer } from '#identity/contract.ts'
import { deskIn, handOver, sessionIn } from '#identity/describe-session.ts'
import type { IdentityParts } from '#identity/routes.ts'
import { beginEnrolment, confirmEnrolment, giveCode, removeFactor, renewRecoveryCodes, viewFactor } from '#identity/second-factor.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { type AnyRoute, type Exchange, route, type Session } from '#platform/route.ts'

const tag = 'second-factor'
const own = { tag, transaction: 'own', body: codeGiven } as const

/** A desk that does not owe a code: whoever owes one gives it first. Throws session.second_factor_owed. */
function settledDesk(exchange: Exchange): Session {
  const session = deskIn(exchange)
  if (session.owes === 'code') throw httpProblems.secondFactorOwed('code')
  return session
}

/** One's own second factor: setting it up, giving codes, taking it off. */
export const secondFactorRoutes = ({ directory, secrets, onEnd }: IdentityParts): readonly AnyRoute[] => [
  route({
    method: 'GET',
    path: '/api/session/second-factor',
    permission: 'identified',
    summary: { zh: '我的验证器：是否绑定、还剩几个恢复码', en: 'My authenticator: whether there is one, and recovery codes left' },
    tag,
    answer: factorView,
    handle: ({ tx, exchange }) => viewFactor(tx, sessionIn(exchange)),
  }),
  route({
    method: 'POST',
    path: '/api/session/second-factor/enrolment',
    permission: 'identified',
    summary: { zh: '开始绑定验证器：给出二维码内容与密钥', en: 'Begin to set up an authenticator: what the QR code says, and the key' },
    tag,
    answer: enrolmentAnswer,
    handle: async ({ tx, actor, exchange }) => {
      const session = settledDesk(exchange)
      const city = await directory.describeCity(tx, session.cityId)
      const known = await directory.findPassword(tx, session.cityId, session.personId)
      const label = { issuer: `Wangge ${city?.nameEn ?? session.cityId}`, account: known?.login ?? session.personId }
      return beginEnrolment(tx, secrets, session, label, actor.at)
    },
  }),
  route({
    ...own,
    method: 'POST',
    path: '/api/session/second-factor/confirm',
    permission: 'identified',
    summary: { zh: '输入首个动态码完成绑定；恢复码只给这一次', en: 'Confirm by the first code; recovery codes are told this once' },
    answer: confirmedFactor,
    handle: async ({ tx, actor: { at }, body: { code }, exchange }) => {
      const { recoveryCodes, ended, ...opened } = await confirmEnrolment(tx, secrets, settledDesk(exchange), code, at)
      for (const id of ended) onEnd?.(id)
      return { ...(await handOver(tx, directory, exchange, opened, at)), recoveryCodes: [...recoveryCodes] }
    },
  }),
  route({
    ...own,
    method: 'POST',
    path: '/api/session/second-factor',
    permission: 'identified',
    summary: { zh: '登录第二步：输入动态码或恢复码', en: 'Second step of signing in: a code, or a recovery code' },
    answer: openedSession,
    handle: async ({ tx, actor: { at }, body: { code }, exchange }) =>
      handOver(tx, directory, exchange, await giveCode(tx, secrets, deskIn(exchange), code, at), at),
  }),
  route({
    ...own,
    method: 'POST',
    path: '/api/session/second-factor/recovery-codes',
    permission: 'signed-in',
    summary: { zh: '重新生成恢复码（旧的作废）', en: 'New recovery codes (the old ones are worthless)' },
    answer: recoveryCodesAnswer,
    handle: async ({ tx, actor: { at }, body: { code }, exchange }) => ({
      recoveryCodes: await renewRecoveryCodes(tx, secrets, deskIn(exchange), code, at),
    }),
  }),
  route({
    ...own,
    method: 'DELETE',
    path: '/api/session/second-factor',
    permission: 'signed-in',
    summary: { zh: '解除绑定验证器', en: 'Take my authenticator off' },
    answer: openedSession,
    handle: async ({ tx, actor: { at }, body: { code }, exchange }) => {
      const { ended, ...opened } = await removeFactor(tx, secrets, deskIn(exchange), code, at)
      for (const id of ended) onEnd?.(id)
      return handOver(tx, directory, exchange, opened, at)
    },
  }),
]
