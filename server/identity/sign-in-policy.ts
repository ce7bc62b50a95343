import { z } from 'zod'

const minutes = z.number().int().min(1).max(44_640)
const hours = z.number().int().min(1).max(744)
const RULES = ['always', 'never'] as const

const roleRules = z.object({
  idleMinutes: minutes.optional(),
  sessionHours: hours.optional(),
  secondFactor: z.enum(RULES).optional(),
})

/** City setting `signIn`: how long sessions last and who needs a second factor, for the city and for each role (kind of post). */
export const signInSettings = z.object({
  idleMinutes: minutes.optional(),
  sessionHours: hours.optional(),
  renewMinutes: minutes.optional(),
  wallDays: z.number().int().min(1).max(366).optional(),
  byRole: z.record(z.string(), roleRules).default({}),
})
export type SignInSettings = z.output<typeof signInSettings>

/** What the installation sets for cities and roles that say nothing of their own. */
export interface SessionRules {
  readonly sessionHours: number
  readonly idleMinutes: number
}

/** How long a session lasts: in all, while nobody uses it, and until its token changes. */
export interface Lifetime extends SessionRules {
  readonly renewMinutes: number
}

const RENEW_MINUTES = 60
const WALL_DAYS = 92

/** Settings nobody can read count as none: sign-in must not fail for a mistyped figure. */
export const readSignInSettings = (settings: unknown): SignInSettings => {
  const read = signInSettings.safeParse(settings ?? {})
  return read.success ? read.data : { byRole: {} }
}

/** The role's own figures, else the city's, else the installation's. */
export function lifetimeOf(settings: SignInSettings, roleCode: string, preset: SessionRules): Lifetime {
  const role = settings.byRole[roleCode]
  return {
    sessionHours: role?.sessionHours ?? settings.sessionHours ?? preset.sessionHours,
    idleMinutes: role?.idleMinutes ?? settings.idleMinutes ?? preset.idleMinutes,
    renewMinutes: settings.renewMinutes ?? RENEW_MINUTES,
  }
}

/** Days a wall goes on showing without anybody signing in again. */
export const wallDaysOf = (settings: SignInSettings): number => settings.wallDays ?? WALL_DAYS

/** Permissions that change who may do what, or what everybody is measured by, or that read what is kept about others' work. */
const PRIVILEGED: readonly string[] = [
  'people.edit',
  'organisation.edit',
  'catalogue.edit',
  'catalogue.approve',
  'calendar.edit',
  'settings.edit',
  'message.edit',
  'audit.read',
  'security.read',
  'security.edit',
]

export interface FactorCase {
  readonly settings: SignInSettings
  readonly roleCode: string
  readonly permissions: readonly string[]
  readonly isDemo: boolean
}

/** Whether a post asks for a second factor: as the city says for the role, else whenever it is privileged, but in a demo city never. */
export function needsSecondFactor({ settings, roleCode, permissions, isDemo }: FactorCase): boolean {
  const rule = settings.byRole[roleCode]?.secondFactor
  if (rule !== undefined) return rule === 'always'
  return !isDemo && permissions.some((each) => PRIVILEGED.includes(each))
}
