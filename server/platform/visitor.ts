import type { Actor } from '#platform/actor.ts'
import type { Session } from '#platform/route.ts'

/** How a token came: a browser sends a cookie unasked, a program sends a Bearer token because it means to. */
export type TokenCarrier = 'cookie' | 'bearer'

/** Who a token stands for now. */
export interface Recognised {
  /** Null for a program with a key of its own: it acts, but has no session to end or to change. */
  readonly session: Session | null
  readonly actor: Actor
  /** The token the browser is to keep from now on; its cookie carried one that has grown old. */
  readonly renewed?: string
}

/** How the platform, which knows nothing of passwords and keys, learns who comes with a token. */
export interface Sessions {
  /** Undefined when the session or key ended, sat idle too long, or its person left the post. */
  recognise(token: string, carrier: TokenCarrier): Promise<Recognised | undefined>
  /** Whether a session still stands, and for whom; does not count as activity. */
  recheck(sessionId: string): Promise<Actor | undefined>
}
