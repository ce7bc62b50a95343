import { actorDirectory } from '#organisation/actor-directory.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { CentrePost, CityFrame, DraftStaff, Staffed } from '#replay/draft-staff.ts'

/** Everybody who plays a part in a replay, as the city's own directory knows them. */
export interface Cast {
  readonly centre: Readonly<Record<CentrePost, Actor>>
  /** By department as the requests name it. */
  readonly handlers: ReadonlyMap<string, Actor>
}

/** Loads the cast as of a moment; nothing about them changes during the replay, so once is enough. */
export async function loadCast(db: Db, { cityId }: CityFrame, staff: DraftStaff, at: Date): Promise<Cast> {
  const load = async ({ personId, postId }: Staffed): Promise<Actor> => {
    const actor = await actorDirectory.loadActor(db, { cityId, personId, postId }, at)
    if (actor === undefined) throw new Error(`nobody holds post ${postId} of city ${cityId}`)
    return actor
  }
  const { centre } = staff
  const handlers = new Map<string, Actor>()
  for (const [department, seat] of staff.departments) handlers.set(department, await load(seat))
  return {
    centre: {
      acceptor: await load(centre.acceptor),
      'duty-chief': await load(centre['duty-chief']),
      dispatcher: await load(centre.dispatcher),
      'reporting-inspector': await load(centre['reporting-inspector']),
      'checking-inspector': await load(centre['checking-inspector']),
    },
    handlers,
  }
}
