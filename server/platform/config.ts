import { resolve } from 'node:path'
import type { z } from 'zod'
import type { BaseMap } from '#platform/base-map.ts'
import { variables } from '#platform/config-variables.ts'
import { type MessageConfig, readHosts, readSmtpUrl, type SmsConfig, type SmtpConfig } from '#platform/message-config.ts'
import { type OidcConfig, readName } from '#platform/oidc-config.ts'
import { Problem } from '#platform/problem.ts'
import type { RequestLimits } from '#platform/request-limits.ts'

export type FilesConfig =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 's3'
      readonly bucket: string
      readonly endpoint: string | undefined
      readonly region: string
      readonly prefix: string
    }

export interface Config {
  readonly host: string
  readonly port: number
  /** A PostgreSQL server; undefined means the embedded engine in `dataDir`. */
  readonly databaseUrl: string | undefined
  /** Statements are prepared once on each connection of the server: not through a pooler that knows no prepared statements. */
  readonly preparedStatements: boolean
  readonly dataDir: string
  readonly files: FilesConfig
  readonly logLevel: string
  readonly sessionHours: number
  readonly idleMinutes: number
  /** What secrets in the database are encrypted with; undefined means the key file in `dataDir`. */
  readonly secretKey: string | undefined
  /** The city of those who name none when they sign in. */
  readonly cityId: string
  readonly trustProxy: boolean | number | string
  /** Undefined: no request is counted. */
  readonly limits: RequestLimits | undefined
  /** Where browsers reach this system, without a slash at the end; undefined: nobody said. */
  readonly publicUrl: string | undefined
  /** When set, /metrics asks for it as a Bearer token. */
  readonly metricsToken: string | undefined
  /** An outside map under our own tiles; null draws ours alone. */
  readonly baseMap: BaseMap | null
  /** The city's directory people may sign in through; null when there is none. */
  readonly oidc: OidcConfig | null
  /** The ways messages leave by, and where their links lead. */
  readonly messages: MessageConfig
  /** The folder of the built pages. */
  readonly pagesDir: string
  /** Longest a statement of a request may take on a PostgreSQL server. */
  readonly statementSeconds: number
}

type Name = keyof typeof variables

const invalid = (names: readonly Name[]): Problem => {
  const line = (locale: 'zh' | 'en') => names.map((name) => `${name}: ${variables[name].rule[locale]}`).join('; ')
  return new Problem(
    'config.invalid',
    500,
    { zh: `环境变量不符合要求：${line('zh')}`, en: `An environment variable breaks its rule: ${line('en')}` },
    { field: names.join(', ') },
  )
}

function filesConfig(place: string | undefined, dataDir: string): FilesConfig {
  if (!place?.startsWith('s3://')) return { kind: 'folder', path: resolve(place ?? `${dataDir}/files`) }
  const url = new URL(place)
  const prefix = url.pathname.replace(/^\//, '').replace(/([^/])$/, '$1/')
  const endpoint = url.searchParams.get('endpoint') ?? undefined
  return { kind: 's3', bucket: url.hostname, endpoint, region: url.searchParams.get('region') ?? 'us-east-1', prefix }
}

function proxyRule(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d+$/.test(text) ? Number(text) : text
}

/** An empty variable counts as not set, as compose files and shells leave them. */
const settingOf = (environment: NodeJS.ProcessEnv, name: Name): string | undefined => environment[name]?.trim() || undefined

/** The configuration the environment asks for. Throws config.invalid, naming every variable at fault and its rule in both languages. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const wrong: Name[] = []
  const read = <N extends Name>(name: N): z.output<(typeof variables)[N]['read']> | undefined => {
    const result = variables[name].read.safeParse(settingOf(environment, name))
    if (!result.success && !wrong.includes(name)) wrong.push(name)
    return result.data as z.output<(typeof variables)[N]['read']> | undefined
  }
  const needed = (name: Name): string => {
    const text = String(read(name) ?? '')
    if (text === '' && !wrong.includes(name)) wrong.push(name)
    return text
  }
  const readOidc = (): OidcConfig | null => {
    const issuer = read('WANGGE_OIDC_ISSUER')
    if (issuer === undefined) return null
    return {
      issuer,
      clientId: needed('WANGGE_OIDC_CLIENT_ID'),
      clientSecret: needed('WANGGE_OIDC_CLIENT_SECRET'),
      claim: read('WANGGE_OIDC_CLAIM') ?? '',
      scope: read('WANGGE_OIDC_SCOPE') ?? '',
      name: readName(read('WANGGE_OIDC_NAME') ?? ''),
      secondFactor: read('WANGGE_OIDC_SECOND_FACTOR') === 'true',
      publicUrl: needed('WANGGE_PUBLIC_URL'),
    }
  }
  const readSmtp = (): SmtpConfig | null => {
    const server = readSmtpUrl(read('WANGGE_SMTP_URL') ?? '')
    return server ? { ...server, from: needed('WANGGE_MAIL_FROM') } : null
  }
  const readSms = (): SmsConfig | null => {
    const url = read('WANGGE_SMS_URL')
    return url === undefined ? null : { url, key: needed('WANGGE_SMS_KEY'), sign: read('WANGGE_SMS_SIGN') ?? '' }
  }
  const readMessages = (): MessageConfig => {
    const [smtp, sms] = [readSmtp(), readSms()]
    const publicUrl = smtp || sms ? needed('WANGGE_PUBLIC_URL') : (read('WANGGE_PUBLIC_URL') ?? '')
    return { smtp, sms, publicUrl: publicUrl.replace(/\/+$/, ''), httpHosts: readHosts(read('WANGGE_WEBHOOK_HTTP_HOSTS') ?? '') }
  }
  const dataDir = resolve(read('WANGGE_DATA_DIR') ?? '')
  const config: Config = {
    host: read('WANGGE_HOST') ?? '',
    port: read('WANGGE_PORT') ?? 0,
    databaseUrl: read('DATABASE_URL'),
    preparedStatements: read('WANGGE_PREPARED_STATEMENTS') !== 'false',
    dataDir,
    files: filesConfig(read('WANGGE_FILES'), dataDir),
    logLevel: read('WANGGE_LOG_LEVEL') ?? '',
    sessionHours: read('WANGGE_SESSION_HOURS') ?? 0,
    idleMinutes: read('WANGGE_IDLE_MINUTES') ?? 0,
    secretKey: read('WANGGE_SECRET_KEY'),
    cityId: read('WANGGE_CITY') ?? '',
    trustProxy: proxyRule(read('WANGGE_TRUST_PROXY') ?? ''),
    limits:
      read('WANGGE_LIMITS') === 'off'
        ? undefined
        : {
            person: read('WANGGE_LIMIT_PERSON') ?? 0,
            upload: read('WANGGE_LIMIT_UPLOAD') ?? 0,
            export: read('WANGGE_LIMIT_EXPORT') ?? 0,
            stranger: read('WANGGE_LIMIT_STRANGER') ?? 0,
            signIn: read('WANGGE_LIMIT_SIGN_IN') ?? 0,
            portal: read('WANGGE_LIMIT_PORTAL') ?? 0,
            portalUpload: read('WANGGE_LIMIT_PORTAL_UPLOAD') ?? 0,
          },
    publicUrl: read('WANGGE_PUBLIC_URL')?.replace(/\/+$/, ''),
    metricsToken: read('WANGGE_METRICS_TOKEN'),
    baseMap: read('WANGGE_BASE_MAP') ?? null,
    statementSeconds: read('WANGGE_STATEMENT_SECONDS') ?? 0,
    oidc: readOidc(),
    messages: readMessages(),
    pagesDir: resolve(read('WANGGE_PAGES') ?? ''),
  }
  if (wrong.length > 0) throw invalid(wrong)
  return config
}
