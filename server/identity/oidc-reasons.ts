import type { Bilingual } from '#platform/problem.ts'

/** Why signing in through the directory came to nothing; the page says it in the reader's language. */
export const OIDC_REASONS = {
  declined: { zh: '您在单位账号系统中取消了登录。', en: "The sign-in was cancelled at your organisation's directory." },
  refused: {
    zh: '单位账号系统没有确认您的身份。请再试一次；仍不成功请联系管理员。',
    en: "Your organisation's directory did not confirm who you are. Try once more; if it fails again, ask an administrator.",
  },
  unavailable: {
    zh: '暂时连不上单位账号系统，请稍后再试，或用登录名和密码登录。',
    en: "Your organisation's directory cannot be reached. Try again later, or sign in by login and password.",
  },
  stale: {
    zh: '这次登录已过期，或不是从本页面开始的。请重新点“登录”。',
    en: 'This sign-in has expired, or was not begun here. Begin it again.',
  },
  'no-login': {
    zh: '单位账号系统没有给出登录名。请管理员检查设置（WANGGE_OIDC_CLAIM）。',
    en: "Your organisation's directory names no login. An administrator should check the setting (WANGGE_OIDC_CLAIM).",
  },
  'no-account': {
    zh: '您的单位账号在本系统中没有可用的账号。请联系人员管理员开通。',
    en: 'Your account at the directory has no usable account here. Ask whoever manages people.',
  },
  'no-post': {
    zh: '您当前没有任职岗位，无法登录；请联系人员管理员。',
    en: 'You hold no post at present, so you cannot sign in; ask whoever manages people.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

export type OidcReason = keyof typeof OIDC_REASONS

export const isOidcReason = (text: string): text is OidcReason => Object.hasOwn(OIDC_REASONS, text)
