import 'fake-indexeddb/auto'
import { createHash, randomBytes } from 'node:crypto'
import { FieldDatabase } from '#web/field/store/database.ts'
import { type Pressed, pressSend } from '#web/field/store/press-send.ts'
import type { Cargo, OutboxItem, PhotoRecord } from '#web/field/store/records.ts'
import type { Sender } from '#web/field/store/run-outbox.ts'
import { newRequestId } from '#web/shared/api/submission.ts'

export const ME = '01900000-0000-7000-8000-000000000001'
export const POST = '01900000-0000-7000-8000-000000000002'
/** 2026-11-20 10:00 in Shanghai. */
export const MORNING = Date.UTC(2026, 10, 20, 2)

let phones = 0
/** A phone with an empty store. */
export const newPhone = (): FieldDatabase => new FieldDatabase(`phone-${process.pid}-${phones++}`)

/** The same phone after its browser was killed: a new connection to what was kept. */
export function killed(db: FieldDatabase): FieldDatabase {
  db.close()
  return new FieldDatabase(db.name)
}

export const sender = (db: FieldDatabase, link: Sender['link'], now: () => number = () => MORNING): Sender => ({
  db,
  link,
  personId: ME,
  postId: POST,
  now,
})

export const reportCargo = (photos: readonly string[] = []): Cargo => ({
  kind: 'report',
  body: { lon: 102.7, lat: 25, datum: 'wgs84', address: 'somewhere', description: 'something', origin: 'inspector', photos: [...photos] },
})
export const stepCargo = (caseId: string, version: number, action: 'receive' | 'report-back' = 'receive'): Cargo => ({
  kind: 'action',
  caseId,
  action,
  version,
  input: {},
})

/** A photo of random bytes taken for a form. */
export async function takePhoto(db: FieldDatabase, draft: string, bytes = 300_000): Promise<PhotoRecord> {
  const content = randomBytes(bytes)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const photo: PhotoRecord = {
    id: newRequestId(MORNING),
    draft,
    item: null,
    purpose: 'before',
    blob: new Blob([content], { type: 'image/jpeg' }),
    bytes,
    sha256,
    sourceSha256: sha256,
    takenAt: new Date(MORNING).toISOString(),
    place: null,
    begun: false,
    offset: 0,
    arrived: false,
  }
  await db.photos.add(photo)
  return photo
}

export const press = (db: FieldDatabase, cargo: Cargo, more: Partial<Pressed> = {}): Promise<string | undefined> =>
  pressSend(db, { personId: ME, postId: POST, cargo, title: 'item', draft: null, now: MORNING, ...more })

/** A report with one photo, from a form of its own, as a person makes it. */
export async function pressReport(db: FieldDatabase, bytes?: number): Promise<{ requestId: string; photo: PhotoRecord }> {
  const draft = `report-${newRequestId(MORNING)}`
  await db.drafts.put({ key: draft, fields: {}, changedAt: MORNING })
  const photo = await takePhoto(db, draft, bytes)
  return { requestId: (await press(db, reportCargo([photo.id]), { draft })) ?? '', photo }
}

export const statesOf = async (db: FieldDatabase): Promise<OutboxItem['state'][]> =>
  (await db.outbox.orderBy('seq').toArray()).map(({ state }) => state)
