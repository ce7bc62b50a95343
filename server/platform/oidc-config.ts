import type { Bilingual } from '#platform/problem.ts'

/** The city's own directory, an OpenID provider people may sign in through. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The claim that names the login. */
  readonly claim: string
  readonly scope: string
  /** What people call the directory. */
  readonly name: Bilingual
  /** Whether the directory sees to a second factor itself. */
  readonly secondFactor: boolean
  /** Where browsers reach this server. */
  readonly publicUrl: string
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** https, or http on this very machine. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username } = new URL(text)
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)))
}

/** “中文|English”; one text stands for both. */
export function readName(text: string): Bilingual {
  const [zh = '', en = zh] = text.split('|').map((part) => part.trim())
  return { zh, en }
}
