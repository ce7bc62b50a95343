import type { PasswordFault } from '#platform/password-rules.ts'
import { Problem } from '#platform/problem.ts'

export const sessionProblems = {
  refused: () =>
    new Problem('session.refused', 401, { zh: '登录名或密码不正确。', en: 'The login or the password is wrong.' }, { field: 'password' }),
  locked: (seconds: number) =>
    new Problem(
      'session.locked',
      429,
      {
        zh: `此登录名失败次数过多，请在 ${seconds} 秒后再试。`,
        en: `Too many failed attempts for this login; try again in ${seconds} s.`,
      },
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
}
