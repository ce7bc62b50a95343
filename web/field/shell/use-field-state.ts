import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { WhoAmI } from '#identity/contract.ts'
import { isOnDuty } from '#web/field/patrol/walk.ts'
import { type FieldDatabase, readKept } from '#web/field/store/database.ts'
import { forgetSent } from '#web/field/store/decide-conflict.ts'
import { holdAnswers, thumbAddresses, tileAddresses } from '#web/field/store/held.ts'
import { fetchLink } from '#web/field/store/link.ts'
import { type Engine, startEngine } from '#web/field/store/outbox-engine.ts'
import { askToKeep } from '#web/field/store/room.ts'
import { type Reader, syncPack, syncTasks } from '#web/field/store/sync.ts'
import { useNow } from '#web/shared/time/minute.ts'
import type { Field } from './field.ts'
import { fetchLaterPages } from './later-pages.ts'
import type { FieldSession } from './session.ts'
import { useLive } from './use-live.ts'
import { leaveLineToWorker } from './worker-updates.ts'

/** Tasks are asked for this often while the page is looked at, the pack less often, ms. */
const [REFRESH_EVERY, PACK_EVERY] = [60_000, 900_000]

/** The sender of this person's outbox, for as long as they are signed in here. */
function useEngine(reader: Reader): Engine | undefined {
  const [engine, setEngine] = useState<Engine>()
  useEffect(() => {
    const started = startEngine(reader)
    setEngine(started)
    return started.stop
  }, [reader])
  return engine
}

/** Nothing is sent in the first moment, before the sender has started. */
const NO_ENGINE: Engine = { kick: () => {}, state: () => RESTING, subscribe: () => () => {}, stop: () => {} }
const RESTING = { paused: null, nextAt: null } as const

function useRefresh(reader: Reader, session: FieldSession): Field['refresh'] {
  const { tellEnded } = session
  const packedAt = useRef(0)
  const arrived = useLive(() => reader.db.outbox.where('state').equals('sent').count())
  const refresh = useCallback(
    async (packToo = false): Promise<void> => {
      const kept = await readKept(reader.db, 'pack')
      const packWanted = packToo || reader.now() - packedAt.current > PACK_EVERY || !kept
      // Side by side: on a slow line it is the waiting that takes long.
      const told = await Promise.all([syncTasks(reader), packWanted ? syncPack(reader, null) : null])
      if (told[1] === 'done') packedAt.current = reader.now()
      if (told.includes('signed-out')) tellEnded()
      // As it is now: the first pack's tiles are fetched with it, not a minute later.
      const pack = (await readKept(reader.db, 'pack'))?.pack
      void holdAnswers([...thumbAddresses(await reader.db.tasks.toArray()), ...(pack ? tileAddresses(pack) : [])])
    },
    [reader, tellEnded],
  )
  useEffect(() => {
    const look = (): void => void (document.visibilityState === 'visible' && refresh())
    void refresh().finally(() => {
      fetchLaterPages()
      leaveLineToWorker()
    })
    void askToKeep()
    void forgetSent(reader.db, reader.now())
    const timer = setInterval(look, REFRESH_EVERY)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
    }
  }, [refresh, reader])
  // What has arrived has moved cases: the list is told at once.
  useEffect(() => void (arrived && refresh()), [arrived, refresh])
  return refresh
}

/** Everything the pages stand on, live from the phone's database. */
export function useFieldState(db: FieldDatabase, session: FieldSession, me: WhoAmI): Field {
  const [personId, postId] = [me.person.id, me.post.id]
  const reader = useMemo<Reader>(() => ({ db, link: fetchLink, personId, postId, now: Date.now }), [db, personId, postId])
  const engine = useEngine(reader) ?? NO_ENGINE
  const refresh = useRefresh(reader, session)
  const kept = useLive(async () => ({
    pack: await readKept(db, 'pack'),
    duty: await readKept(db, 'duty'),
    clock: await readKept(db, 'clock'),
  }))
  const now = useNow()
  return {
    db,
    me,
    engine,
    refresh,
    pack: kept?.pack && kept.pack.personId === personId && kept.pack.postId === postId ? kept.pack.pack : null,
    duty: isOnDuty(kept?.duty, personId, now.getTime()) ? kept.duty : null,
    skew: kept?.clock?.skew ?? 0,
  }
}
