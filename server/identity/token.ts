import { createHash, randomBytes } from 'node:crypto'

/** 256 bits that nobody guesses, in the letters of base64url. */
export const drawToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: SHA-256 in hexadecimal. A token is long and drawn, so nothing slower is needed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
