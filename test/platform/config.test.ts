import { describe, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
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
    })
  })
  test('an empty variable counts as not set', () => {
    expect(readConfig({ WANGGE_PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}))
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
