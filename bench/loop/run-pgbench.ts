import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres } from '#test/support/find-postgres.ts'
import type { Pace } from './closed-loop.ts'

/** Runs a script of pgbench with prepared statements; returns how many times it ran a second. Throws with what pgbench said when it failed. */
export async function runPgbench(url: string, script: string, { clients, seconds }: Pace): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'wangge-pgbench-'))
  const file = join(directory, 'script.sql')
  writeFileSync(file, script)
  const beside = join(findPostgres() ?? '', 'pgbench')
  const flags = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', file, url]
  const child = spawn(existsSync(beside) ? beside : 'pgbench', flags, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  await once(child, 'close')
  rmSync(directory, { recursive: true })
  const rate = /tps = ([\d.]+) \(without/.exec(said)?.[1]
  if (rate === undefined || /aborted|number of failed transactions: [1-9]/.test(said)) throw new Error(`pgbench: ${said}`)
  return Number(rate)
}
