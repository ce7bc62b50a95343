/** Longest life of a key: a year and the day it is made on. */
export const LONGEST_KEY_DAYS = 366

const DAY = 86_400_000

export const latestKeyEnd = (at: Date): Date => new Date(at.getTime() + LONGEST_KEY_DAYS * DAY)

/** Whether a key made at `at` may last until `expiresAt`. */
export const mayLastUntil = (expiresAt: Date, at: Date): boolean => expiresAt > at && expiresAt <= latestKeyEnd(at)

/** What both lists of place-code prefixes cover: of two that overlap, the narrower. */
export const overlap = (areas: readonly string[], others: readonly string[]): string[] => [
  ...new Set(areas.flatMap((area) => others.flatMap((other) => (area.startsWith(other) ? [area] : other.startsWith(area) ? [other] : [])))),
]

/** The codes that lie outside all areas. */
export const outside = (codes: readonly string[], areas: readonly string[]): string[] =>
  codes.filter((code) => !areas.some((area) => code.startsWith(area)))

export type KeyState = 'active' | 'expired' | 'revoked'

export const stateOfKey = ({ expiresAt, revokedAt }: { readonly expiresAt: Date; readonly revokedAt: Date | null }, at: Date): KeyState =>
  revokedAt ? 'revoked' : expiresAt > at ? 'active' : 'expired'

export interface KeyParts {
  readonly cityId: string
  readonly secret: string
}

const KEY = /^wgk_([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{43})$/

/** A key as it is handed out: it says its city, so that it is looked for among the keys of that city alone. */
export const spellKey = ({ cityId, secret }: KeyParts): string => `wgk_${cityId}.${secret}`

/** Whether a token claims to be a key. */
export const looksLikeKey = (token: string): boolean => token.startsWith('wgk_')

export function readKey(token: string): KeyParts | undefined {
  const [, cityId, secret] = KEY.exec(token) ?? []
  return cityId !== undefined && secret !== undefined ? { cityId, secret } : undefined
}
