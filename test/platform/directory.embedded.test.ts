import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOfDatabase } from '#platform/database-errors.ts'
import { openDatabase } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'

let directory = ''
const children: ChildProcess[] = []

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wangge-embedded-'))
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

function start(script: string, dataDir: string): { child: ChildProcess; lines: AsyncIterator<string> } {
  const path = fileURLToPath(new URL(`./child/${script}`, import.meta.url))
  const child = spawn(process.execPath, [path, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

/** Everything the child printed before it was killed, up to the end of its output. */
async function lastOf(lines: AsyncIterator<string>, read: number): Promise<number> {
  let last = read
  for (let line = await lines.next(); !line.done; line = await lines.next()) last = Number(line.value)
  return last
}

test('a directory in use is refused by name; killed in the middle of writing, it gives up the lock and keeps every acknowledged commit', async () => {
  const dataDir = join(directory, 'killed')
  const { child, lines } = start('write-rows.ts', dataDir)
  expect((await lines.next()).value).toBe('1')
  const refused = { code: 'database.in_use', status: 503, details: { directory: dataDir, pid: child.pid } }
  await expect(openDatabase({ dataDir })).rejects.toMatchObject(refused)
  for (let read = 1; read < 100; read++) await lines.next()
  await kill(child)
  const last = await lastOf(lines, 100)

  const { db, close } = await openDatabase({ dataDir })
  const { rows } = await sql<{ highest: number; count: number }>`select max(number) as highest, count(*) from written`.execute(db)
  await close()
  expect(rows[0]?.highest).toBeGreaterThanOrEqual(last)
  expect(rows[0]?.count).toBe(rows[0]?.highest)
})

test('a directory closed in order opens again, with fsync on', async () => {
  const dataDir = join(directory, 'killed')
  const { db, close } = await openDatabase({ dataDir })
  const { rows } = await sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`.execute(db)
  await close()
  expect(rows).toEqual([{ fsync: 'on', commit: 'on' }])
})

test('of several starters exactly one takes the directory, and the next takes over when it is killed', async () => {
  const dataDir = join(directory, 'contested')
  const starters = Array.from({ length: 4 }, () => start('take-lock.ts', dataDir))
  const answers = await Promise.all(starters.map(async ({ lines }) => (await lines.next()).value))
  expect(answers.toSorted()).toEqual(['database.in_use', 'database.in_use', 'database.in_use', 'taken'])
  const winner = starters[answers.indexOf('taken')]
  if (winner) await kill(winner.child)
  expect((await start('take-lock.ts', dataDir).lines.next()).value).toBe('taken')
})

test('an engine that ends by itself is started again on what was committed, without a restart of the program', async () => {
  const { db, close, pool } = await openDatabase({ dataDir: join(directory, 'ended') })
  try {
    await sql`create table kept (number int primary key)`.execute(db)
    await sql`insert into kept values (1)`.execute(db)
    const broken = db.transaction().execute(async (tx) => {
      await sql`insert into kept values (2)`.execute(tx)
      // The engine does not survive this one (see the README beside it).
      await sql`copy kept from stdin`.execute(tx)
    })
    // Whether the statement or the rollback after it is the first to hear of the end, it reads the same to a client.
    const failure: unknown = await broken.catch((error: unknown) => error)
    expect((failure instanceof Problem ? failure : problemOfDatabase(failure))?.status).toBe(503)
    const { rows } = await sql`select number from kept`.execute(db)
    expect(rows).toEqual([{ number: 1 }])
    expect(pool.totalCount).toBe(1)
  } finally {
    await close()
  }
})
