import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for one another when they are written down. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 10
const HOW_MANY = 10

const drawCode = (): string => {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `${signs.slice(0, 5)}-${signs.slice(5)}`
}

/** Ten codes of some 49 bits each, for whoever has lost the authenticator; each is good once. */
export const drawRecoveryCodes = (): string[] => Array.from({ length: HOW_MANY }, drawCode)

/** A code as it is compared: however it was typed. */
export const plainRecoveryCode = (typed: string): string => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Whether what was typed has the form of a recovery code rather than of an authenticator's. */
export const looksLikeRecovery = (typed: string): boolean => plainRecoveryCode(typed).length === LENGTH
