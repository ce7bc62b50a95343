import { isSafeAddress } from '#platform/oidc-config.ts'

/** A mail server that takes what we send. */
export interface SmtpConfig {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (smtps); else STARTTLS, which is required of every host but this machine. */
  readonly secure: boolean
  readonly local: boolean
  readonly user: string | undefined
  readonly password: string | undefined
  /** Who messages come from: an address, or "name <address>". */
  readonly from: string
}

/** A gateway that takes text messages over HTTP. */
export interface SmsConfig {
  readonly url: string
  readonly key: string
  /** What mobile operators ask to stand before a text, such as a city's name; none when empty. */
  readonly sign: string
}

/** The ways messages leave by; null where there is none. */
export interface MessageConfig {
  /** Where readers of messages reach this server, without a slash at the end; empty where nothing needs it. */
  readonly publicUrl: string
  readonly smtp: SmtpConfig | null
  readonly sms: SmsConfig | null
  /** Hosts that webhooks may reach by plain http. */
  readonly httpHosts: readonly string[]
}

export const NO_MESSAGES: MessageConfig = { publicUrl: '', smtp: null, sms: null, httpHosts: [] }

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** What stands percent-encoded in an address; undefined when it is encoded wrongly. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** smtp://user:password@host:port or smtps://…; undefined when it is neither. */
export function readSmtpUrl(text: string): Omit<SmtpConfig, 'from'> | undefined {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const { protocol, hostname, port, username, password, pathname } = new URL(text)
  if (hostname === '' || (pathname !== '' && pathname !== '/')) return undefined
  const secure = protocol === 'smtps:'
  const [user, secret] = [decoded(username), decoded(password)]
  if (user === undefined || secret === undefined) return undefined
  return {
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    local: LOOPBACK.test(hostname),
    user: user === '' ? undefined : user,
    password: user === '' ? undefined : secret,
  }
}

const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+$/

/** Whether a text names one sender: an address, or a name before an address in angle brackets. */
export function isSender(text: string): boolean {
  const [, inBrackets] = /^[^<>\r\n"]*<([^<>\s]+)>$/.exec(text) ?? []
  return ADDRESS.test(inBrackets ?? text) && !/[\r\n]/.test(text)
}

/** https, or http on this very machine, without user and password. */
export const isGatewayUrl = isSafeAddress

/** Host names (with a port where it is not 80), separated by commas. */
export const readHosts = (text: string): string[] =>
  text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '')
