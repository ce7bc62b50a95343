import type { Bilingual } from '#platform/problem.ts'

export const PASSWORD_LENGTH = { fewest: 12, most: 200 } as const
/** Fewer different characters than this are a pattern, not a password. */
const FEWEST_DIFFERENT = 5

export type PasswordRule = 'too_short' | 'too_long' | 'too_simple' | 'holds_login' | 'same_as_before'

export interface PasswordFault extends Bilingual {
  readonly rule: PasswordRule
}

/** The rules in words, for whoever chooses a password; length counts for more than kinds of characters (NIST SP 800-63B). */
export const PASSWORD_RULES: Readonly<Record<PasswordRule, Bilingual>> = {
  too_short: { zh: `至少 ${PASSWORD_LENGTH.fewest} 个字符`, en: `at least ${PASSWORD_LENGTH.fewest} characters` },
  too_long: { zh: `最多 ${PASSWORD_LENGTH.most} 个字符`, en: `at most ${PASSWORD_LENGTH.most} characters` },
  too_simple: { zh: `至少 ${FEWEST_DIFFERENT} 种不同字符`, en: `at least ${FEWEST_DIFFERENT} different characters` },
  holds_login: { zh: '不得包含登录名', en: 'it must not contain the login' },
  same_as_before: { zh: '须与原密码不同', en: 'it must differ from the present one' },
}

export interface PasswordChoice {
  readonly password: string
  readonly login: string | null
  readonly before?: string | undefined
}

/** Every rule a new password breaks, each with its words; none when it may be used. */
export function listPasswordFaults({ password, login, before }: PasswordChoice): PasswordFault[] {
  const length = [...password].length
  const broken: Readonly<Record<PasswordRule, boolean>> = {
    too_short: length < PASSWORD_LENGTH.fewest,
    too_long: length > PASSWORD_LENGTH.most,
    too_simple: new Set(password.toLowerCase()).size < FEWEST_DIFFERENT,
    holds_login: login !== null && login !== '' && password.toLowerCase().includes(login.toLowerCase()),
    same_as_before: password === before,
  }
  const rules: readonly PasswordRule[] = ['too_short', 'too_long', 'too_simple', 'holds_login', 'same_as_before']
  return rules.filter((rule) => broken[rule]).map((rule) => ({ rule, ...PASSWORD_RULES[rule] }))
}
