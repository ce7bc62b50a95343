import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase, testDatabaseUrl, testEngine } from '#test/support/database.ts'

const DATABASE = 'wangge_killed_start'
const directory = mkdtempSync(join(tmpdir(), 'wangge-demo-'))
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true })
  if (testEngine === 'server') await sql.raw(`drop database if exists ${DATABASE} with (force)`).execute((await testDatabase()).db)
})

/** A database of its own: a directory, or a fresh one on the server. */
async function ownDatabase(): Promise<string> {
  if (testEngine === 'embedded') return join(directory, 'database')
  const { db } = await testDatabase()
  await sql.raw(`create database ${DATABASE}`).execute(db)
  const url = new URL(testDatabaseUrl() ?? '')
  url.pathname = `/${DATABASE}`
  return url.href
}

async function start(...args: string[]) {
  const path = fileURLToPath(new URL('./child/make-demo-city.ts', import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return {
    lines: printed
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
    code,
    signal,
  }
}

test('a start killed with most of the city made leaves nothing; the next makes it, and of two at once only one does', async () => {
  const where = await ownDatabase()
  const nothing = { city: 0, division: 0, person: 0 }
  expect(await start(where, '6')).toEqual({ lines: [nothing], code: null, signal: 'SIGKILL' })
  const { lines, code } = await start(where)
  expect(lines.slice(0, 2)).toEqual([nothing, [false, true]])
  expect(lines[2]).toEqual({ city: 1, division: 1 + 14 + 150 + 1738 + 6 + 24, person: expect.any(Number) })
  expect(code).toBe(0)
}, 240_000)
