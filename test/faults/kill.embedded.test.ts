import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { killRounds } from './kill-rounds.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'wangge-kill-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

it('killed five times in the middle of writing, what was acknowledged is there, and nothing twice', { timeout: 300_000 }, async () => {
  expect(await killRounds({ rounds: 5, dataDir })).toEqual([])
})
