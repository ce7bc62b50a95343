import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { killRounds } from '#test/faults/kill-rounds.ts'
import { startPostgres } from '#test/support/postgres-server.ts'

const ROUNDS = Number(process.env.WANGGE_KILLS ?? 50)
const HOUR = 3_600_000
const home = mkdtempSync(join(tmpdir(), 'wangge-kills-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Each engine has processes of its own here, whatever engine the suite runs on. */
describe(`killed ${ROUNDS} times in the middle of writing`, () => {
  it('a server on the embedded engine keeps what it acknowledged', { timeout: HOUR }, async () => {
    expect(await killRounds({ rounds: ROUNDS, dataDir: join(home, 'embedded') })).toEqual([])
  })

  it('a server on PostgreSQL, and PostgreSQL by turns, keeps what it acknowledged', { timeout: HOUR }, async () => {
    const postgres = await startPostgres({ durable: true })
    try {
      expect(await killRounds({ rounds: ROUNDS, dataDir: join(home, 'server'), postgres })).toEqual([])
    } finally {
      await postgres.stop()
    }
  })
})
