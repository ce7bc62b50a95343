import { describe, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { pageHeaders, pagePolicy } from '#platform/http-headers.ts'
import { Problem } from '#platform/problem.ts'

const problemOf = (environment: Record<string, string>): Problem => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('the configuration was accepted')
}

describe('nothing set', () => {
  test('serves the loopback address from ./var on the embedded engine', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4180,
      databaseUrl: undefined,
      dataDir: `${process.cwd()}/var`,
      files: { kind: 'folder', path: `${process.cwd()}/var/files` },
      sessionHours: 12,
      idleMinutes: 60,
      cityId: '530100',
      trustProxy: false,
      baseMap: null,
    })
  })
  test('an empty variable counts as not set', () => {
    expect(readConfig({ WANGGE_PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}))
  })
})

describe('a directory to sign in through', () => {
  const issuer = { WANGGE_OIDC_ISSUER: 'https://id.example/staff' }
  const whole = { ...issuer, WANGGE_OIDC_CLIENT_ID: 'wangge', WANGGE_OIDC_CLIENT_SECRET: 's', WANGGE_PUBLIC_URL: 'https://wangge.example' }

  test('is there when it is named with all it needs', () => {
    expect(readConfig({}).oidc).toBeNull()
    expect(readConfig({ ...whole, WANGGE_OIDC_NAME: '统一认证|Staff account' }).oidc).toEqual({
      issuer: 'https://id.example/staff',
      clientId: 'wangge',
      clientSecret: 's',
      claim: 'preferred_username',
      scope: 'openid profile',
      name: { zh: '统一认证', en: 'Staff account' },
      secondFactor: false,
      publicUrl: 'https://wangge.example',
    })
  })
  test('what it lacks is named', () => {
    expect(problemOf(issuer).details.field).toBe('WANGGE_OIDC_CLIENT_ID, WANGGE_OIDC_CLIENT_SECRET, WANGGE_PUBLIC_URL')
  })
  test.each(['http://id.example', 'https://user@id.example', 'id.example', 'ftp://127.0.0.1'])('is not asked at %s', (address) => {
    expect(problemOf({ ...whole, WANGGE_OIDC_ISSUER: address }).details.field).toBe('WANGGE_OIDC_ISSUER')
  })
  test('on this very machine plain http will do', () => {
    expect(readConfig({ ...whole, WANGGE_OIDC_ISSUER: 'http://127.0.0.1:9000' }).oidc?.issuer).toBe('http://127.0.0.1:9000')
  })
})

describe('ways out for messages', () => {
  const mail = {
    WANGGE_SMTP_URL: 'smtps://a%40b:p%3A@mail.example',
    WANGGE_MAIL_FROM: '网格 <no-reply@example.org>',
    WANGGE_PUBLIC_URL: 'https://wangge.example/',
  }
  const sms = { WANGGE_SMS_URL: 'https://sms.example/send', WANGGE_SMS_KEY: 'k', WANGGE_PUBLIC_URL: 'https://wangge.example' }

  test('are none unless they are named', () => {
    expect(readConfig({}).messages).toEqual({ publicUrl: '', smtp: null, sms: null, httpHosts: [] })
  })
  test('are named with all they need', () => {
    expect(readConfig(mail).messages).toMatchObject({
      publicUrl: 'https://wangge.example',
      smtp: {
        host: 'mail.example',
        port: 465,
        secure: true,
        local: false,
        user: 'a@b',
        password: 'p:',
        from: '网格 <no-reply@example.org>',
      },
    })
    expect(readConfig({ ...mail, WANGGE_SMTP_URL: 'smtp://127.0.0.1' }).messages.smtp).toMatchObject({
      port: 587,
      secure: false,
      local: true,
      user: undefined,
    })
    expect(readConfig(sms).messages.sms).toEqual({ url: 'https://sms.example/send', key: 'k', sign: '' })
    expect(readConfig({ WANGGE_WEBHOOK_HTTP_HOSTS: 'Hub.local:8080, 10.0.0.7' }).messages.httpHosts).toEqual(['hub.local:8080', '10.0.0.7'])
  })
  test('what they lack or get wrong is named', () => {
    expect(problemOf({ WANGGE_SMTP_URL: mail.WANGGE_SMTP_URL }).details.field).toBe('WANGGE_MAIL_FROM, WANGGE_PUBLIC_URL')
    expect(problemOf({ WANGGE_SMS_URL: sms.WANGGE_SMS_URL }).details.field).toBe('WANGGE_SMS_KEY, WANGGE_PUBLIC_URL')
    for (const url of ['https://mail.example', 'mail.example', 'smtp://', 'smtp://%zz@mail.example'])
      expect(problemOf({ ...mail, WANGGE_SMTP_URL: url }).details.field).toBe('WANGGE_SMTP_URL')
    for (const from of ['x', 'a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example'])
      expect(problemOf({ ...mail, WANGGE_MAIL_FROM: from }).details.field).toBe('WANGGE_MAIL_FROM')
    expect(problemOf({ ...sms, WANGGE_SMS_URL: 'http://sms.example' }).details.field).toBe('WANGGE_SMS_URL')
    expect(problemOf({ WANGGE_WEBHOOK_HTTP_HOSTS: 'http://hub.local' }).details.field).toBe('WANGGE_WEBHOOK_HTTP_HOSTS')
  })
})

describe('set', () => {
  test.each([
    ['s3://photos', { kind: 's3', bucket: 'photos', endpoint: undefined, region: 'us-east-1', prefix: '' }],
    [
      's3://photos/kunming?endpoint=http://127.0.0.1:9000&region=cn-1',
      { kind: 's3', bucket: 'photos', endpoint: 'http://127.0.0.1:9000', region: 'cn-1', prefix: 'kunming/' },
    ],
    ['/srv/files', { kind: 'folder', path: '/srv/files' }],
  ])('WANGGE_FILES=%s', (text, files) => {
    expect(readConfig({ WANGGE_FILES: text }).files).toEqual(files)
  })
  test.each([
    ['true', true],
    ['2', 2],
    ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
  ])('WANGGE_TRUST_PROXY=%s', (text, rule) => {
    expect(readConfig({ WANGGE_TRUST_PROXY: text }).trustProxy).toEqual(rule)
  })
})

describe('an outside base map', () => {
  const baseMap = (text: string) => readConfig({ WANGGE_BASE_MAP: text }).baseMap
  test('is a template of tiles or a style, with its attribution', () => {
    const url = 'https://tiles.example.org:8443/w/{z}/{x}/{y}.png?key=1'
    expect(baseMap(`${url}  © Example 审图号 GS(2024)0000`)).toEqual({ kind: 'raster', url, attribution: '© Example 审图号 GS(2024)0000' })
    expect(baseMap('http://10.0.0.8/style.json Example')).toEqual({
      kind: 'style',
      url: 'http://10.0.0.8/style.json',
      attribution: 'Example',
    })
  })
  test('opens exactly its origin to pages, and only for images and requests', () => {
    const policy = pagePolicy(baseMap('https://tiles.example.org:8443/w/{z}/{x}/{y}.png?key=1 Example'))
    const naming = policy.split('; ').filter((line) => line.includes('example'))
    expect(naming).toEqual([
      "img-src 'self' data: blob: https://tiles.example.org:8443",
      "connect-src 'self' https://tiles.example.org:8443",
    ])
    expect(pagePolicy(null)).not.toContain('http')
  })
  test('never opens scripts beyond our own files', () => {
    for (const map of [null, baseMap('https://tiles.example.org/style.json Example')]) {
      const lines = pagePolicy(map).split('; ')
      expect(lines).toContain("script-src 'self'")
      expect(lines).toContain("worker-src 'self' blob:")
      expect(lines.filter((line) => line.includes('unsafe'))).toEqual(["style-src 'self' 'unsafe-inline'"])
    }
  })
  test('is told which site asks; without one nobody is told anything', () => {
    expect(pageHeaders(null)).not.toHaveProperty('referrer-policy')
    expect(pageHeaders(baseMap('https://tiles.example.org/style.json Example'))).toHaveProperty('referrer-policy', 'strict-origin')
  })
})

describe('refused', () => {
  test.each([
    ['WANGGE_PORT', '65536'],
    ['WANGGE_PORT', '0x10'],
    ['WANGGE_PORT', '-1'],
    ['DATABASE_URL', 'mysql://localhost/wangge'],
    ['WANGGE_FILES', 'ftp://somewhere'],
    ['WANGGE_FILES', 's3://'],
    ['WANGGE_LOG_LEVEL', 'loud'],
    ['WANGGE_SESSION_HOURS', '0'],
    ['WANGGE_IDLE_MINUTES', '1.5'],
    ['WANGGE_CITY', '昆明'],
    ['WANGGE_TRUST_PROXY', 'perhaps'],
    ['WANGGE_METRICS_TOKEN', 'short'],
    ['WANGGE_BASE_MAP', 'https://tiles.example.org/{z}/{x}/{y}.png'],
    ['WANGGE_BASE_MAP', 'https://tiles.example.org/{z}/{x}.png © Example'],
    ['WANGGE_BASE_MAP', 'https://{s}.example.org/{z}/{x}/{y}.png © Example'],
    ['WANGGE_BASE_MAP', 'https://{x}.example.org/{z}/{x}/{y}.png © Example'],
    ['WANGGE_BASE_MAP', 'https://user:word@tiles.example.org/{z}/{x}/{y}.png © Example'],
    ['WANGGE_BASE_MAP', 'javascript:alert(1) © Example'],
    ['WANGGE_BASE_MAP', 'tiles © Example'],
  ])('%s=%s names the variable and its rule in both languages', (name, value) => {
    const problem = problemOf({ [name]: value })
    expect([problem.code, problem.details.field]).toEqual(['config.invalid', name])
    for (const text of [problem.text.zh, problem.text.en]) expect(text.split(`${name}: `)[1]?.length).toBeGreaterThan(5)
    expect(problem.text.zh).not.toBe(problem.text.en)
  })
  test('names every variable at fault at once, and repeats no value', () => {
    const problem = problemOf({ WANGGE_PORT: 'x', DATABASE_URL: 'mysql://root:hunter2@localhost' })
    expect(problem.details.field).toBe('WANGGE_PORT, DATABASE_URL')
    expect(JSON.stringify(problem.text)).not.toContain('hunter2')
  })
})
