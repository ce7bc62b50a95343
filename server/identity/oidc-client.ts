import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { OidcReason } from '#identity/oidc-reasons.ts'
import type { OidcConfig } from '#platform/oidc-config.ts'

/** What is remembered between leaving for the directory and coming back. */
export interface OidcFlow {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** A sign-in that came to nothing, with what went wrong for the operator's log. */
export class OidcFailure extends Error {
  readonly reason: OidcReason

  constructor(reason: OidcReason, cause?: unknown) {
    super(`signing in through the directory: ${reason}`, { cause })
    this.name = 'OidcFailure'
    this.reason = reason
  }
}

/** The city's directory as an OpenID provider: authorization code with PKCE (RFC 7636), state and nonce. */
export interface OidcClient {
  /** Where to send the browser, and what to remember of it. */
  begin(): Promise<{ readonly url: URL; readonly flow: OidcFlow }>
  /** The login the directory names for who came back. Throws OidcFailure. */
  finish(query: Readonly<Record<string, string>>, flow: OidcFlow): Promise<string>
}

export const OIDC_CALLBACK = '/api/oidc/callback'
/** Seconds the directory may take to answer. */
const PATIENCE = 10

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const server = new URL(issuer)
  // The settings take http for a directory on this very machine only.
  const execute = server.protocol === 'http:' ? [allowInsecureRequests] : []
  try {
    return await discovery(server, clientId, clientSecret, undefined, { execute, timeout: PATIENCE })
  } catch (cause) {
    throw new OidcFailure('unavailable', cause)
  }
}

/** What the directory says no with, told from a directory that is away. */
function failureOf(error: unknown): OidcFailure {
  if (error instanceof OidcFailure) return error
  if (error instanceof AuthorizationResponseError) return new OidcFailure(error.error === 'access_denied' ? 'declined' : 'refused', error)
  const away = error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')
  return new OidcFailure(away ? 'unavailable' : 'refused', error)
}

async function readLogin(configuration: Configuration, config: OidcConfig, back: URL, flow: OidcFlow): Promise<string> {
  const tokens = await authorizationCodeGrant(configuration, back, {
    pkceCodeVerifier: flow.verifier,
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new OidcFailure('refused')
  const told = claims[config.claim] ?? (await fetchUserInfo(configuration, tokens.access_token, claims.sub))[config.claim]
  if (typeof told !== 'string' || told.trim() === '') throw new OidcFailure('no-login')
  return told.trim()
}

/** A client of the directory the settings name; the directory is asked about itself when it is first needed. */
export function makeOidcClient(config: OidcConfig): OidcClient {
  let known: Promise<Configuration> | undefined
  const configuration = async (): Promise<Configuration> => {
    known ??= discover(config)
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }
  const redirect = new URL(OIDC_CALLBACK, config.publicUrl)
  return {
    async begin() {
      const flow: OidcFlow = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const challenge = { code_challenge: await calculatePKCECodeChallenge(flow.verifier), code_challenge_method: 'S256' }
      const asked = { redirect_uri: redirect.href, scope: config.scope, state: flow.state, nonce: flow.nonce, ...challenge }
      return { url: buildAuthorizationUrl(await configuration(), asked), flow }
    },
    async finish(query, flow) {
      const back = new URL(redirect)
      for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value)
      try {
        return await readLogin(await configuration(), config, back, flow)
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}
