import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readBaseMap } from '#platform/base-map.ts'
import { isSafeAddress } from '#platform/oidc-config.ts'
import type { Bilingual } from '#platform/problem.ts'

export interface Variable<T> {
  readonly read: z.ZodType<T, string | undefined>
  readonly rule: Bilingual
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const whole = (from: number, to: number, preset: number): Variable<number> => ({
  read: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))
    .optional()
    .default(preset),
  rule: { zh: `${from} 到 ${to} 的整数（默认 ${preset}）`, en: `a whole number from ${from} to ${to} (${preset} unless set)` },
})

const isFilesPlace = (text: string): boolean => {
  if (!text.includes('://')) return true
  return text.startsWith('s3://') && URL.canParse(text) && new URL(text).hostname !== ''
}

const isProxyRule = (text: string): boolean => /^(true|false|\d{1,2}|[0-9a-fA-F.:/, ]+)$/.test(text)

/** Every variable of the environment that is read: how, and its rule in words. */
export const variables = {
  WANGGE_HOST: { read: z.string().default('127.0.0.1'), rule: { zh: '监听的地址', en: 'the address to listen on' } },
  WANGGE_PORT: whole(0, 65535, 4180),
  DATABASE_URL: {
    read: z
      .string()
      .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text))
      .optional(),
    rule: {
      zh: 'postgres://用户:密码@主机:端口/库名；不设则使用内嵌试用数据库',
      en: 'postgres://user:password@host:port/database; the embedded trial database runs when it is not set',
    },
  },
  WANGGE_PREPARED_STATEMENTS: {
    read: z.enum(['true', 'false']).default('true'),
    rule: {
      zh: 'true 或 false：是否在数据库连接上使用预备语句；经由不支持预备语句的连接池时设为 false（默认 true）',
      en: 'true or false: prepare statements on each connection; false behind a pooler that knows no prepared statements (true unless set)',
    },
  },
  WANGGE_DATA_DIR: { read: z.string().default('./var'), rule: { zh: '数据目录', en: 'the data directory' } },
  WANGGE_FILES: {
    read: z.string().refine(isFilesPlace).optional(),
    rule: {
      zh: '文件夹路径，或 s3://存储桶/前缀?endpoint=https://…&region=…',
      en: 'a folder, or s3://bucket/prefix?endpoint=https://…&region=…',
    },
  },
  WANGGE_LOG_LEVEL: {
    read: z.enum(LOG_LEVELS).default('info'),
    rule: { zh: `${LOG_LEVELS.join('、')} 之一`, en: `one of ${LOG_LEVELS.join(', ')}` },
  },
  WANGGE_SESSION_HOURS: whole(1, 744, 12),
  WANGGE_IDLE_MINUTES: whole(1, 44_640, 60),
  WANGGE_SECRET_KEY: {
    read: z.string().min(32).optional(),
    rule: {
      zh: '至少 32 个字符，用于加密库中的秘密；不设则用数据目录中的 secret-key 文件',
      en: 'at least 32 characters, to encrypt what is secret in the database; the file secret-key in the data directory unless set',
    },
  },
  WANGGE_PUBLIC_URL: {
    read: z.string().refine(isSafeAddress).optional(),
    rule: {
      zh: '浏览器访问本系统的地址，https://…（本机可用 http）；设置 WANGGE_OIDC_ISSUER 时必填',
      en: 'where browsers reach this system, https://… (http on this machine only); needed with WANGGE_OIDC_ISSUER',
    },
  },
  WANGGE_OIDC_ISSUER: {
    read: z.string().refine(isSafeAddress).optional(),
    rule: {
      zh: '单位账号系统（OpenID Connect）的签发地址，https://…（本机可用 http）',
      en: 'the issuer address of your directory (OpenID Connect), https://… (http on this machine only)',
    },
  },
  WANGGE_OIDC_CLIENT_ID: {
    read: z.string().optional(),
    rule: { zh: '在单位账号系统登记的客户端编号', en: 'the client id registered at the directory' },
  },
  WANGGE_OIDC_CLIENT_SECRET: {
    read: z.string().optional(),
    rule: { zh: '在单位账号系统登记的客户端密钥', en: 'the client secret registered at the directory' },
  },
  WANGGE_OIDC_CLAIM: {
    read: z.string().default('preferred_username'),
    rule: {
      zh: '给出登录名的声明（默认 preferred_username），本人不得自行修改',
      en: 'the claim that names the login (preferred_username unless set); people must not be able to change it themselves',
    },
  },
  WANGGE_OIDC_SCOPE: {
    read: z
      .string()
      .regex(/\bopenid\b/)
      .default('openid profile'),
    rule: {
      zh: '请求的范围，须含 openid（默认 openid profile）',
      en: 'the scopes asked for, openid among them (openid profile unless set)',
    },
  },
  WANGGE_OIDC_NAME: {
    read: z.string().max(60).default("单位账号|your organisation's account"),
    rule: { zh: '登录页按钮上的名称，“中文|English”', en: 'its name on the sign-in page, "中文|English"' },
  },
  WANGGE_OIDC_SECOND_FACTOR: {
    read: z.enum(['true', 'false']).default('false'),
    rule: {
      zh: 'true 表示单位账号系统自行要求动态码，本系统不再询问',
      en: 'true when the directory asks for a second factor itself, so that it is not asked for again',
    },
  },
  WANGGE_CITY: {
    read: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,32}$/)
      .default('530100'),
    rule: { zh: '城市代码：GB/T 2260 六位代码（默认 530100）', en: 'the code of a city: six digits of GB/T 2260 (530100 unless set)' },
  },
  WANGGE_TRUST_PROXY: {
    read: z.string().refine(isProxyRule).default('false'),
    rule: {
      zh: 'true、false、代理层数，或受信任代理的地址（CIDR，逗号分隔）',
      en: 'true, false, the number of proxies, or the addresses of trusted proxies (CIDR, comma separated)',
    },
  },
  WANGGE_STATEMENT_SECONDS: whole(1, 600, 30),
  // Requests a minute; 0 counts nothing. An office of hundreds behind one address stays below each of them.
  WANGGE_LIMITS: {
    read: z.enum(['on', 'off']).default('on'),
    rule: { zh: 'on 或 off：off 不限制请求次数，仅供测试与测速', en: 'on or off: off counts no requests, for tests and measuring' },
  },
  WANGGE_LIMIT_PERSON: whole(0, 10_000_000, 3000),
  WANGGE_LIMIT_UPLOAD: whole(0, 10_000_000, 120),
  WANGGE_LIMIT_EXPORT: whole(0, 10_000_000, 30),
  WANGGE_LIMIT_STRANGER: whole(0, 10_000_000, 3000),
  WANGGE_LIMIT_SIGN_IN: whole(0, 10_000_000, 300),
  WANGGE_METRICS_TOKEN: {
    read: z.string().min(16).optional(),
    rule: {
      zh: '至少 16 个字符；设置后 /metrics 需要 Bearer 令牌',
      en: 'at least 16 characters; /metrics then asks for it as a Bearer token',
    },
  },
  WANGGE_PAGES: {
    read: z.string().default(fileURLToPath(new URL('../../dist/web', import.meta.url))),
    rule: {
      zh: '已构建网页的目录（默认 dist/web，由 npm run build 生成）',
      en: 'the folder of the built pages (dist/web unless set; npm run build makes it)',
    },
  },
  WANGGE_BASE_MAP: {
    read: z
      .string()
      .transform((text, context) => {
        const baseMap = readBaseMap(text)
        if (!baseMap) context.addIssue({ code: 'custom', message: 'not a base map' })
        return baseMap ?? z.NEVER
      })
      .optional(),
    rule: {
      zh: '“地址 署名”：地址为含 {z}、{x}、{y} 的栅格瓦片模板，或 MapLibre 样式的 http(s) 地址（WGS-84/CGCS2000 坐标，主机固定，样式所引资源须同源，不含用户名与密码）；空格后为署名，含审图号；不设则只用自带底图',
      en: '"address attribution": a template of raster tiles with {z}, {x} and {y}, or the http(s) address of a MapLibre style (in WGS-84/CGCS2000, on one fixed host that holds all it names, without user and password), then a space and the attribution; our own map alone when it is not set',
    },
  },
} satisfies Record<string, Variable<unknown>>
