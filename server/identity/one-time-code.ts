import { Secret, TOTP } from 'otpauth'

/** What every authenticator app understands (RFC 6238 with the defaults of RFC 4226): SHA-1, six digits, 30 seconds. */
const RULES = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Codes of so many steps before and after are taken too: clocks differ, and typing takes time. */
const WINDOW = 1
/** 160 bits, as RFC 4226 asks. */
const SECRET_BYTES = 20

export const drawSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

export interface Label {
  /** Who asks for the code. */
  readonly issuer: string
  /** Whose it is. */
  readonly account: string
}

/** The otpauth:// address that an app reads from a QR code. */
export const enrolmentUri = (secret: string, { issuer, account }: Label): string =>
  new TOTP({ ...RULES, issuer, label: account, secret: Secret.fromBase32(secret) }).toString()

/** The step a code belongs to (30-second steps since 1970), or undefined when it is of none near `at`. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const totp = new TOTP({ ...RULES, secret: Secret.fromBase32(secret) })
  const timestamp = at.getTime()
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? undefined : totp.counter({ timestamp }) + delta
}
