import type { Session } from '#platform/route.ts'

/**
 * Over https the name begins with __Host-, which a browser takes only with Secure, Path=/ and without a domain: no other host, and no page
 * sent over plain http, can plant a session (RFC 6265bis, 4.1.3.2).
 */
export const sessionCookieName = (secure: boolean): string => cookieName('wangge_session', secure)

export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

export interface CookieRules {
  readonly secure: boolean
  readonly sameSite: 'Strict' | 'Lax'
  /** Seconds; 0 takes the cookie away. */
  readonly lifetime: number
}

/** One Set-Cookie line; scripts never see the value. */
export const cookieLine = (name: string, value: string, { secure, sameSite, lifetime }: CookieRules): string =>
  `${cookieName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${lifetime}${secure ? '; Secure' : ''}`

/** The Set-Cookie line that hands a browser the token of a session, for as long as the session may last. */
export function sessionCookie(session: Pick<Session, 'expiresAt'>, token: string, secure: boolean, at: Date): string {
  const lifetime = Math.max(0, Math.floor((session.expiresAt.getTime() - at.getTime()) / 1000))
  return cookieLine('wangge_session', token, { secure, sameSite: 'Strict', lifetime })
}

/** The Set-Cookie line that takes the session's token away from the browser. */
export const noSessionCookie = (secure: boolean): string => cookieLine('wangge_session', '', { secure, sameSite: 'Strict', lifetime: 0 })
