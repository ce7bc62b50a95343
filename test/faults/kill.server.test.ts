import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { killRounds } from './kill-rounds.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'wangge-kill-'))
let postgres: PostgresServer

beforeAll(async () => {
  postgres = await startPostgres({ durable: true })
})
afterAll(async () => {
  await postgres?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

it('the process and PostgreSQL killed by turns, five times in the middle of writing, what was acknowledged is there, and nothing twice', {
  timeout: 240_000,
}, async () => {
  expect(await killRounds({ rounds: 5, dataDir, postgres })).toEqual([])
})
