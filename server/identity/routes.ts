import { makeOidcClient, type OidcFailure } from '#identity/oidc-client.ts'
import type { PasswordHashing } from '#identity/password-hash.ts'
import { oidcRoutes } from '#identity/routes-oidc.ts'
import { ownSessionRoutes } from '#identity/routes-own-sessions.ts'
import { secondFactorRoutes } from '#identity/routes-second-factor.ts'
import { sessionRoutes } from '#identity/routes-session.ts'
import type { SecretBox } from '#identity/secret-box.ts'
import type { SessionRules } from '#identity/sign-in-policy.ts'
import type { ActorDirectory } from '#platform/actor-directory.ts'
import type { OidcConfig } from '#platform/oidc-config.ts'
import type { AnyRoute } from '#platform/route.ts'

export interface IdentityParts {
  readonly directory: ActorDirectory
  readonly rules: SessionRules
  readonly secrets: SecretBox
  /** The city's directory; without it nobody signs in that way. */
  readonly oidc?: OidcConfig | null
  /** Told of each sign-in through the directory that came to nothing. */
  readonly onFailure?: (failure: OidcFailure) => void
  /** argon2id unless given. */
  readonly hashing?: PasswordHashing
  /** Told the id of a session that ends or changes, so that its streams close at once. */
  readonly onEnd?: (sessionId: string) => void
}

/** What signing in needs of the running installation; `ownKeyRoutes` needs nothing and stands in the list of server/app.ts. */
export const identityRoutes = (parts: IdentityParts): readonly AnyRoute[] => [
  ...sessionRoutes(parts),
  ...ownSessionRoutes(parts),
  ...secondFactorRoutes(parts),
  ...(parts.oidc ? oidcRoutes({ ...parts, client: makeOidcClient(parts.oidc), factorSeen: parts.oidc.secondFactor }) : []),
]
