import type { Bilingual } from '#platform/problem.ts'

/** Who administers what: three kinds of administrator, apart in every role and every person (三员分立). */
export const ADMINISTRATORS = ['system', 'security', 'audit'] as const
export type Administrator = (typeof ADMINISTRATORS)[number]

/** The permissions that make an administrator of each kind: one of them is enough. */
const POWERS: Readonly<Record<Administrator, readonly string[]>> = {
  system: ['organisation.edit', 'people.edit', 'catalogue.edit', 'calendar.edit', 'message.edit'],
  security: ['security.edit', 'security.read'],
  audit: ['audit.read'],
}

/** What whoever reads the log may hold besides: reading what it speaks of, and nothing that does anything. */
const BESIDE_AUDIT: readonly string[] = [...POWERS.audit, 'organisation.read', 'people.read']

/** The kinds of administrator these permissions make. */
export const administratorsOf = (permissions: readonly string[]): readonly Administrator[] =>
  ADMINISTRATORS.filter((kind) => POWERS[kind].some((power) => permissions.includes(power)))

export type SeparationFault = 'two_administrators' | 'audit_and_more'

export const SEPARATION_RULES: Readonly<Record<SeparationFault, Bilingual>> = {
  two_administrators: {
    zh: '同一角色、同一人的全部岗位中，只能有其中一种',
    en: 'one role, and one person in all their posts, may be one of them only',
  },
  audit_and_more: {
    zh: '审计人员只能查看，不得兼任任何办事岗位',
    en: 'whoever audits only reads, and holds no post that does anything',
  },
}

/** What is wrong with one role, or one person in all their posts, holding these permissions together; null when nothing is. */
export function separationFault(permissions: readonly string[]): SeparationFault | null {
  const kinds = administratorsOf(permissions)
  if (kinds.length > 1) return 'two_administrators'
  return kinds.includes('audit') && permissions.some((each) => !BESIDE_AUDIT.includes(each)) ? 'audit_and_more' : null
}
