import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { rebuildFigures } from '#cases/keep-figures.ts'
import { draftVersion } from '#catalogue/draft-version.ts'
import { makeSecretBox, type SecretBox } from '#identity/secret-box.ts'
import { readSecretKey } from '#identity/secret-key.ts'
import { setContact } from '#messages/queries-contacts.ts'
import { insertMessages } from '#messages/queries-messages.ts'
import { insertWebhook } from '#messages/queries-webhooks.ts'
import { handClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { makeHub } from '#platform/hub.ts'
import { newId } from '#platform/identifier.ts'
import { makeLogger } from '#platform/log.ts'
import { makeMetrics } from '#platform/metrics.ts'
import { openFileStore } from '#platform/open-files.ts'
import type { AnyRoute } from '#platform/route.ts'
import { spellRef } from '#portal/case-ref.ts'
import { spellForm } from '#portal/form-token.ts'
import { codeDigest, codeHash, formSigner, refKey } from '#portal/parts.ts'
import { insertPublicReport } from '#portal/queries.ts'
import { codeOf } from '#portal/report-code.ts'
import { makeApp } from '#server/main.ts'
import { subscriptions } from '#server/subscriptions.ts'
import { makeCaseCity, minutesLater } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { makeJpeg } from '#test/support/photos.ts'
import { arrangeCases, type CaseFacts, SOME_STATES, type State } from './cases.ts'
import { insertRegisters, insertResident, nameDistricts } from './marked-places.ts'
import { Marks } from './marks.ts'
import { appointEverybody, BYSTANDER, makeKey, may, type Someone } from './people.ts'
import { switchable, undone } from './undone.ts'

/** A request as it is sent. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: object | Buffer
}

/** Two cities with the same codes, cases in every state in both districts and next door, everybody who may ask, and the application over it all. */
export interface World {
  readonly city: SmallCity
  readonly other: SmallCity
  readonly at: Date
  readonly people: readonly Someone[]
  readonly marks: Marks
  /** Of district 1, where everything asked for lies. */
  readonly cases: ReadonlyMap<State, CaseFacts>
  /** Every case there is, of both cities. */
  readonly allCases: readonly CaseFacts[]
  /** How far each case has come, by id. */
  readonly versions: ReadonlyMap<string, number>
  readonly draftId: string
  readonly inForceId: string
  /** A draft of which one type has no condition. */
  readonly bareDraftId: string
  /** A rule of the draft. */
  readonly freeRule: number
  readonly appointmentId: string
  readonly staffId: string
  /** A post of district 1 that audits, with nobody in it. */
  readonly vacantPostId: string
  /** The appointment of the auditor of district 1. */
  readonly auditorsId: string
  /** Somebody without any post. */
  readonly residentId: string
  /** A person of district 1 with a login, whom no cell is asked by. */
  readonly bystander: Someone
  /** A key of theirs. */
  readonly keyId: string
  /** A form that lay open, the number and code of the handling case of district 1, and the reference the public has to it. */
  readonly portal: { readonly form: string; readonly number: string; readonly code: string; readonly ref: string }
  /** A webhook of the city; its water department of district 1 has a mailbox. */
  readonly webhookId: string
  /** A message that waits for it. */
  readonly messageId: string
  readonly photoOf: { readonly caseId: string; readonly fileId: string }
  /** Everything that is served, as the server lists it. */
  readonly routes: readonly AnyRoute[]
  readonly app: FastifyInstance
  person(key: string): Someone
  /** Sends a request as somebody; whatever it wrote is undone. */
  ask(someone: Someone, ask: Ask): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

/** Photos are asked for nowhere, so that an action needs nothing but its own input. */
const POLICY = { cases: { photoRequired: [] }, portal: { enabled: true } }

/** What the relay does with the events of these cities, for them alone. */
async function handOn(db: Db, cityIds: readonly string[], at: Date): Promise<void> {
  for (;;) {
    const waiting = await db
      .selectFrom('outbox')
      .selectAll()
      .where('cityId', 'in', [...cityIds])
      .where('processedAt', 'is', null)
      .orderBy('id')
      .limit(500)
      .execute()
    if (waiting.length === 0) return
    await inTransaction(db, async (tx) => {
      for (const event of waiting) for (const handler of subscriptions[event.topic] ?? []) await handler(tx, event)
      for (const { cityId, id } of waiting)
        await tx.updateTable('outbox').set({ processedAt: at }).where('cityId', '=', cityId).where('id', '=', id).execute()
    })
  }
}

/** As if the case had been reported by a resident: what its number and code, or a form, open. */
async function openToResident(db: Db, secrets: SecretBox, facts: CaseFacts | undefined, at: Date): Promise<World['portal']> {
  const { cityId = '', id: caseId = '', number = '' } = facts ?? {}
  const code = codeOf(codeDigest({ secrets }, cityId, caseId))
  const codeKept = codeHash({ secrets }, cityId, caseId, code)
  const deleteAfter = minutesLater(1440, at)
  await insertPublicReport(db, {
    cityId,
    caseId,
    codeHash: codeKept,
    topic: 'manhole',
    locale: 'zh',
    marks: ['burst'],
    reportedAt: at,
    deleteAfter,
  })
  const form = spellForm({ id: newId(at), issuedAt: minutesLater(-1, at) }, formSigner({ secrets }, cityId))
  return { form, number, code, ref: spellRef(caseId, refKey({ secrets }, cityId)) }
}

export async function makeWorld(): Promise<World> {
  const { db, engine } = await testDatabase()
  const at = minutesLater(120)
  const marks = new Marks()
  const city = await makeCaseCity(db, { settings: POLICY })
  const other = await makeCaseCity(db, { settings: POLICY, prefix: city.cityId.slice(0, 4) })
  for (const each of [city, other]) {
    await insertRegisters(db, each, marks)
    await nameDistricts(db, each, marks)
  }
  const people = await appointEverybody(db, city, other, at, marks)
  const cases = await arrangeCases(db, { city, at: '1', reporterId: null }, marks)
  const residents = { one: await insertResident(db, city, '1', marks), two: await insertResident(db, city, '2', marks) }
  const more = [
    await arrangeCases(db, { city, at: '1', reporterId: residents.one }, marks, SOME_STATES),
    await arrangeCases(db, { city, at: '2', reporterId: residents.two }, marks, SOME_STATES),
    await arrangeCases(db, { city: other, at: '1', reporterId: null }, marks, SOME_STATES),
  ]
  await handOn(db, [city.cityId, other.cityId], at)
  for (const { cityId } of [city, other]) await rebuildFigures(db, cityId, at)
  const administrator = city.actorOf('administrator', at)
  const draft = await inTransaction(db, (tx) =>
    draftVersion(tx, administrator, {
      note: marks.word('the note of a draft', (someone) => someone.cityId === city.cityId && may(someone, 'catalogue.read')),
    }),
  )
  const bare = await inTransaction(db, (tx) => draftVersion(tx, administrator, { note: '' }))
  const inForce = await db
    .selectFrom('catalogueVersion')
    .select('id')
    .where('cityId', '=', city.cityId)
    .where('status', '=', 'approved')
    .executeTakeFirstOrThrow()
  const rule = await db
    .selectFrom('responsibilityRule')
    .select('number')
    .where('cityId', '=', city.cityId)
    .where('versionId', '=', draft.id)
    .orderBy('number')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('problemType')
    .values({
      cityId: city.cityId,
      versionId: bare.id,
      code: 'C0999',
      domain: 'urban',
      kind: 'component',
      classCode: '09',
      className: '其他',
      classNameEn: '',
      itemCode: '99',
      name: '无条件',
      nameEn: 'Bare',
      provenance: '',
    })
    .execute()
  const person = (key: string): Someone => {
    const found = people.find((each) => each.key === key)
    if (!found) throw new Error(`nobody is ${key}`)
    return found
  }
  const bystander = person(BYSTANDER)
  const appointment = await db
    .selectFrom('appointment')
    .select('id')
    .where('cityId', '=', city.cityId)
    .where('personId', '=', bystander.personId)
    .executeTakeFirstOrThrow()
  const staffId = newId(at)
  const vacantPostId = newId(at)
  const vacant = {
    cityId: city.cityId,
    id: vacantPostId,
    unitId: city.unit('1-centre').id,
    roleCode: 'auditor',
    title: '审计员',
    titleEn: null,
    rank: 1,
    areaCodes: null,
  }
  await db
    .insertInto('post')
    .values({ ...vacant, validFrom: city.since, validTo: null })
    .execute()
  const auditors = await db
    .selectFrom('appointment')
    .select('id')
    .where('cityId', '=', city.cityId)
    .where('personId', '=', person('auditor inside').personId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('gridStaff')
    .values({
      cityId: city.cityId,
      id: staffId,
      gridCode: city.code('1.1.1.1'),
      kindCode: 'head',
      personId: bystander.personId ?? '',
      validFrom: city.since,
      validTo: null,
    })
    .execute()
  const handling = cases.get('handling')
  const photos = await db
    .selectFrom('case')
    .select('photos')
    .where('cityId', '=', city.cityId)
    .where('id', '=', handling?.id ?? '')
    .executeTakeFirstOrThrow()
  const webhookId = newId(at)
  const [cityId, sealedSecret] = [city.cityId, makeSecretBox('of nobody in these tests, but long enough').seal('secret', webhookId)]
  await insertWebhook(db, {
    cityId,
    id: webhookId,
    name: '程序',
    url: 'https://hook.example.org/',
    sealedSecret,
    topics: ['case.close'],
    active: true,
    createdAt: at,
  })
  const messageId = newId(at)
  await insertMessages(db, [
    {
      cityId, id: messageId, eventKey: 'test', step: 'test', audience: 'program', channel: 'webhook', locale: 'zh', recipientId: webhookId,
      groupKey: 'test', urgent: true, facts: '{}', maskedAddress: 'hook.example.org', createdAt: at, dueAt: at,
    },
  ]) // biome-ignore format: a row
  const mailbox = { channel: 'email', address: 'water@example.org', locale: 'zh', changedAt: at, changedBy: null } as const
  await setContact(db, { cityId, kind: 'unit', id: city.unit('1-water').id, ...mailbox })
  const bystanders = await makeKey(db, city, bystander, ['case.read-own'], [city.code('1')], at)
  const program = await makeKey(
    db,
    city,
    person('duty-chief inside'),
    ['case.read', 'case.read-own', 'case.read-contact', 'case.file'],
    [city.code('1.1')],
    at,
  )
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-access-'))
  const hand = switchable(db)
  const [metrics, hub, log] = [makeMetrics(), makeHub(), makeLogger('silent')]
  const config = readConfig({ WANGGE_DATA_DIR: dataDir, WANGGE_CITY: city.cityId, WANGGE_METRICS_TOKEN: 'a token of the operator' })
  const bytes = await makeJpeg({ width: 64, height: 48 })
  const storedSha256 = createHash('sha256').update(bytes).digest('hex')
  await openFileStore(config.files).put(bytes, storedSha256)
  await db.updateTable('storedFile').set({ storedSha256 }).where('cityId', '=', city.cityId).execute()
  const portal = await openToResident(db, makeSecretBox(readSecretKey(config)), handling, at)
  const parts = {
    config: { ...config, limits: undefined },
    clock: handClock(at),
    database: { db: hand.db, engine },
    log,
    metrics,
    hub,
    relay: { wake: () => {} },
  }
  const app = await makeApp(parts)
  await app.ready()
  return {
    city, other, at, keyId: bystanders.keyId, people: [...people.filter(({ key }) => key !== BYSTANDER), program], marks, cases, bystander, staffId, app, person,
    portal,
    versions: new Map((await db.selectFrom('case').select(['id', 'version']).where('cityId', '=', city.cityId).execute()).map(({ id, version }) => [id, version])),
    allCases: [cases, ...more].flatMap((each) => [...each.values()]),
    draftId: draft.id, bareDraftId: bare.id, freeRule: rule.number, vacantPostId, webhookId, messageId, auditorsId: auditors.id, residentId: residents.one, inForceId: inForce.id, appointmentId: appointment.id,
    photoOf: { caseId: handling?.id ?? '', fileId: photos.photos[0]?.fileId ?? '' },
    routes: app.servedRoutes,
    ask: (someone, { headers, ...request }) =>
      undone(db, async (tx) => {
        hand.to(tx)
        try {
          return await app.inject({ ...request, headers: { ...headers, ...someone.headers } })
        } finally {
          hand.to(db)
        }
      }),
    close: () => app.close(),
  } // biome-ignore format: a table
}
