import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LEASE } from '#messages/claim-messages.ts'
import { makeOutlets } from '#messages/outlets.ts'
import { sendMessages } from '#messages/send-messages.ts'
import { wishToHear } from '#messages/wish-to-hear.ts'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { beginStory, plainCity } from '#test/cases/drive.ts'
import { MONDAY, minutesLater } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase, testDatabaseUrl } from '#test/support/database.ts'
import { SECRETS } from '#test/support/http.ts'
import { configOf, handOn, messagesOf } from './arrange.ts'
import { headerOf, type MailServer, startMailServer } from './stand-ins.ts'

const SENDER = fileURLToPath(new URL('./child/send.ts', import.meta.url))
let db: Db
let city: SmallCity
let mail: MailServer
beforeAll(async () => {
  db = (await testDatabase()).db
  mail = await startMailServer()
  city = await plainCity(db)
  await inTransaction(db, async (tx) => {
    const story = await beginStory(tx, { city })
    await wishToHear(tx, city.cityId, story.id, { channel: 'email', address: 'resident@example.org', locale: 'zh', at: MONDAY })
    await handOn(tx, city.cityId)
  })
})
afterAll(() => mail?.close())

/** Starts a sender in a process of its own and waits until it has ended, by itself or killed. */
async function runSender(at: Date, started: (child: ChildProcess) => void = () => {}): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [SENDER, testDatabaseUrl() ?? '', mail.url, city.cityId, at.toISOString()], { stdio: 'inherit' })
  started(child)
  const [, signal] = await once(child, 'exit')
  return signal
}

/** The server takes the message, and before it says so the sender dies. */
function killOnArrival(child: ChildProcess): void {
  mail.manners.onTaken = () => void child.kill('SIGKILL')
}

const row = async () => (await messagesOf(db, city.cityId))[0]

it('a sender killed between sending and marking repeats a message once, under the same id, and never a third time', async () => {
  const first = minutesLater(10)
  expect(await runSender(first, killOnArrival)).toBe('SIGKILL')
  expect(mail.taken.length).toBe(1)
  expect(await row()).toMatchObject({ state: 'queued', uncertain: 0, claimedUntil: new Date(first.getTime() + LEASE) })
  delete mail.manners.onTaken
  expect(await runSender(new Date(first.getTime() + LEASE - 1000))).toBeNull()
  expect(mail.taken.length).toBe(1)

  const second = new Date(first.getTime() + LEASE)
  expect(await runSender(second, killOnArrival)).toBe('SIGKILL')
  expect(mail.taken.length).toBe(2)
  expect(new Set(mail.taken.map((each) => headerOf(each, 'message-id'))).size).toBe(1)

  delete mail.manners.onTaken
  expect(await runSender(new Date(second.getTime() + LEASE))).toBeNull()
  expect(mail.taken.length).toBe(2)
  expect(await row()).toMatchObject({ state: 'failed', uncertain: 2, reason: expect.stringContaining('stopped twice') })
  expect((await row())?.tries.map(({ result }) => result)).toEqual(['unknown', 'unknown', 'refused'])
}, 120_000)

it('several senders at once send each message once', async () => {
  const other = await plainCity(db)
  await inTransaction(db, async (tx) => {
    for (let n = 0; n < 24; n += 1) {
      const story = await beginStory(tx, { city: other })
      await wishToHear(tx, other.cityId, story.id, { channel: 'email', address: `resident${n}@example.org`, locale: 'en', at: MONDAY })
    }
    await handOn(tx, other.cityId)
  })
  mail.taken.length = 0
  const outlets = makeOutlets(configOf(mail, null), SECRETS)
  await Promise.all([1, 2, 3].map(() => sendMessages({ db, outlets }, minutesLater(10), other.cityId)))
  outlets.close()
  expect(mail.taken.length).toBe(24)
  expect(new Set(mail.taken.flatMap(({ to }) => to)).size).toBe(24)
  expect(new Set((await messagesOf(db, other.cityId)).map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(new Set(['sent 1']))
})
