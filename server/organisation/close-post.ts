import { checkPeriod, lockCoveredPost } from '#organisation/appoint-person.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { countAppointmentsFrom, type Post, setPostEnd } from '#organisation/queries-posts.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** Closes a post nobody is appointed to any more; `on` is the first day without it. Throws organisation.still_in_use with the number, .not_found, .wrong_day. */
export async function closePost(tx: Db, actor: Actor, id: string, on: string): Promise<Post> {
  const post = await lockCoveredPost(tx, actor, id, 'id')
  const closed = { ...post, validTo: on }
  checkPeriod(closed, 'on')
  const appointments = await countAppointmentsFrom(tx, actor.cityId, id, on)
  if (appointments > 0) {
    const text = {
      zh: `${on} 起还有 ${appointments} 项任职，请先免职`,
      en: `${appointments} appointments hold on ${on} or later; end them first`,
    }
    throw organisationProblems.stillInUse(text, { appointments })
  }
  await setPostEnd(tx, actor.cityId, id, on)
  return closed
}
