import { z } from 'zod'
import type { CaseEvent, EventData } from '#cases/case-state.ts'
import { noticesOf } from '#cases/notice-rules.ts'
import { listEvents } from '#cases/queries.ts'
import { deleteNoticesBefore, findLister, insertNotices } from '#cases/queries-notices.ts'
import { listCityIds } from '#cases/queries-sweep.ts'
import { listAblePosts } from '#organisation/queries-able-posts.ts'
import { findCity } from '#organisation/queries-places.ts'
import { LEVELS } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { derivedId } from '#platform/identifier.ts'
import { announce } from '#platform/outbox.ts'
import type { OutboxEvent } from '#platform/relay.ts'

/** Heard by the addressed alone; says that there is something to read and not of which case. */
export const NOTICE_MADE = 'notice.made'

const announced = z.object({ version: z.number(), placeCode: z.string(), unitId: z.string().nullish() })
/** More posts over one place at one level than any city has. */
const MOST_POSTS = 500
const rung = z.object({ level: z.enum(LEVELS) })

/** Posts that the ladder reaches with an escalation: those that may supervise at its level, over the place of the case. */
async function postsReached(tx: Db, { cityId, at }: CaseEvent, given: unknown, placeCode: string): Promise<string[]> {
  const city = await findCity(tx, cityId)
  const { data } = rung.safeParse(given)
  if (!city || !data) return []
  const asked = { key: '', permissions: ['case.supervise'], levels: [data.level], ofCentre: true, placeCode }
  const anybody = { unitIds: null, personIds: null, notPersonIds: [], notUnitIds: [] }
  const posts = await listAblePosts(tx, cityId, [{ ...asked, ...anybody }], localDay(at, city.timeZone), MOST_POSTS)
  return posts.map(({ postId }) => postId)
}

/** The reaction to events of a case that concern somebody beyond the inbox: writes their notices, and says so in the stream. */
export async function tellOfCase(tx: Db, { cityId, id: eventId, subjectId, data }: OutboxEvent): Promise<void> {
  const { version, placeCode, unitId } = announced.parse(data)
  const [event] = await listEvents(tx, cityId, subjectId, version - 1)
  if (event?.seq !== version) return
  const { given, set } = JSON.parse(event.data) as EventData
  const { action, personId, at } = event
  const notices = noticesOf({
    action, personId, given, set,
    leadUnitId: unitId ?? null,
    listedBy: action === 'close' ? await findLister(tx, cityId, subjectId, version) : null,
    escalatedTo: action === 'escalate' ? await postsReached(tx, event, given, placeCode) : [],
  }) // biome-ignore format: facts of the event first
  const rows = notices.map(({ kind, to }) => ({
    cityId, id: derivedId(at, eventId, to.kind, to.id), eventId, addresseeKind: to.kind, addresseeId: to.id, caseId: subjectId, kind, at,
  })) // biome-ignore format: a row
  const made = new Set(await insertNotices(tx, rows))
  for (const { id, kind, addresseeKind, addresseeId } of rows.filter((row) => made.has(row.id)))
    await announce(tx, {
      cityId,
      topic: NOTICE_MADE,
      subjectId: id,
      data: { kind, addressee: { kind: addresseeKind, id: addresseeId } },
      at,
    })
}

/** Removes notices older than an instant, in every city. */
export async function forgetNotices(db: Db, before: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) await deleteNoticesBefore(db, cityId, before)
}
