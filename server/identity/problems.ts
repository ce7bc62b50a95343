import type { PasswordFault } from '#identity/password-rules.ts'
import type { AttemptKind } from '#identity/tables.ts'
import { Problem } from '#platform/problem.ts'

const LOCKED = {
  login: { zh: '此登录名失败次数过多', en: 'Too many failed attempts for this login' },
  address: { zh: '此网络地址登录失败次数过多', en: 'Too many failed attempts from this network address' },
  factor: { zh: '动态码错误次数过多', en: 'Too many wrong codes' },
  report: { zh: '此编号的查询码错误次数过多', en: 'Too many wrong codes for this number' },
  'report-address': { zh: '此网络地址查询码错误次数过多', en: 'Too many wrong codes from this network address' },
} as const

export const identityProblems = {
  refused: () =>
    new Problem('session.refused', 401, { zh: '登录名或密码不正确。', en: 'The login or the password is wrong.' }, { field: 'password' }),
  locked: (kind: AttemptKind, seconds: number) =>
    new Problem(
      'session.locked',
      429,
      { zh: `${LOCKED[kind].zh}，请在 ${seconds} 秒后再试。`, en: `${LOCKED[kind].en}; try again in ${seconds} s.` },
      { retryAfter: seconds },
    ),
  wrongOld: () =>
    new Problem('session.wrong_password', 422, { zh: '原密码不正确。', en: 'The present password is wrong.' }, { field: 'old' }),
  weakPassword: (faults: readonly PasswordFault[], field: string) =>
    new Problem(
      'session.weak_password',
      422,
      {
        zh: `新密码不符合要求：${faults.map(({ zh }) => zh).join('；')}。`,
        en: `The new password breaks a rule: ${faults.map(({ en }) => en).join('; ')}.`,
      },
      { field, faults },
    ),
  demoOnly: () =>
    new Problem('session.demo_only', 403, {
      zh: '只有演示城市可以不用密码以任意岗位继续。',
      en: 'Only in a demo city may one go on in any post without a password.',
    }),
  vacant: () =>
    new Problem('session.vacant_post', 404, { zh: '这个岗位眼下没有人。', en: 'Nobody is in this post at present.' }, { field: 'postId' }),
  noPost: () =>
    new Problem('session.no_post', 403, {
      zh: '您当前没有任职岗位，无法登录；请联系人员管理员。',
      en: 'You hold no post at present, so you cannot sign in; ask whoever manages people.',
    }),
  notYourPost: (postId: string) =>
    new Problem(
      'session.not_your_post',
      403,
      { zh: '您当前不担任或代理此岗位。', en: 'You neither hold this post at present nor deputise in it.' },
      { field: 'postId', postId },
    ),
  noSession: (id: string) =>
    new Problem(
      'session.not_found',
      404,
      { zh: '没有这个登录，或它已结束。', en: 'There is no such session, or it has ended.' },
      { field: 'id', id },
    ),
  wrongCode: () =>
    new Problem(
      'second_factor.wrong_code',
      422,
      { zh: '动态码不正确或已用过，请等下一个。', en: 'The code is wrong or was used already; wait for the next one.' },
      { field: 'code' },
    ),
  factorNotOwed: () => new Problem('second_factor.not_owed', 409, { zh: '这次登录不需要再输入动态码。', en: 'This session owes no code.' }),
  factorThere: () =>
    new Problem('second_factor.already_set_up', 409, {
      zh: '已绑定验证器；如需更换，请先解除绑定。',
      en: 'An authenticator is set up already; take it off first to set up another.',
    }),
  factorMissing: () =>
    new Problem('second_factor.not_set_up', 409, {
      zh: '尚未绑定验证器，请先扫码绑定。',
      en: 'No authenticator is set up; begin by setting one up.',
    }),
  keyScopes: (scopes: readonly string[]) =>
    new Problem(
      'api_key.beyond_owner',
      403,
      {
        zh: `密钥的权限不能超出您当前岗位的权限：${scopes.join('、')}。`,
        en: `A key cannot hold permissions your present post does not hold: ${scopes.join(', ')}.`,
      },
      { field: 'scopes', scopes },
    ),
  keyArea: (areaCodes: readonly string[]) =>
    new Problem(
      'api_key.beyond_area',
      403,
      {
        zh: `密钥的区域不能超出您当前岗位的辖区：${areaCodes.join('、')}。`,
        en: `A key cannot reach beyond the area of your present post: ${areaCodes.join(', ')}.`,
      },
      { field: 'areaCodes', areaCodes },
    ),
  keyExpiry: (latest: string) =>
    new Problem(
      'api_key.expiry',
      422,
      { zh: `有效期须在将来，且不晚于一年后（${latest}）。`, en: `The key must expire in the future and within a year (by ${latest}).` },
      { field: 'expiresAt', latest },
    ),
  noKey: (id: string) =>
    new Problem(
      'api_key.not_found',
      404,
      { zh: '没有这把密钥，或它不在您的管辖范围。', en: 'There is no such key, or it is not yours to manage.' },
      { field: 'id', id },
    ),
}
