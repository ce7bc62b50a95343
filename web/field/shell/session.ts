import { useCallback, useEffect, useState } from 'react'
import type { WhoAmI } from '#identity/contract.ts'
import { type FieldDatabase, readKept, writeKept } from '#web/field/store/database.ts'
import { HELD_CACHE } from '#web/field/store/held.ts'
import { answerTo, get, post, remove } from '#web/shared/api/client.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { takeFirst } from './opening.ts'

export interface FieldSession {
  /** Undefined while it is being asked for; null when nobody has signed in on this phone. */
  readonly me: WhoAmI | null | undefined
  /** The phone does not let us keep anything. */
  readonly blocked: boolean
  /** The server says that this session has ended: what is here stays, nothing is sent until somebody signs in. */
  readonly ended: boolean
  readonly signIn: (login: string, password: string) => Promise<void>
  readonly giveCode: (code: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** To the form for signing in, with everything kept. */
  readonly leave: () => void
  readonly tellEnded: () => void
}

/** What was fetched for one post is no other's business; the outbox and unfinished forms stay, each with its owner. */
async function forgetPost(db: FieldDatabase): Promise<void> {
  await db.transaction('rw', [db.kept, db.tasks, db.walked], async () => {
    await db.kept.bulkDelete(['me', 'pack', 'tasks', 'duty', 'recent'])
    await Promise.all([db.tasks.clear(), db.walked.clear()])
  })
  await caches.delete(HELD_CACHE).catch(() => false)
}

/** Ends a session that was left without a line. Throws Unreachable as long as there is none. */
async function endLeft(db: FieldDatabase): Promise<void> {
  if (!(await readKept(db, 'left'))) return
  takeFirst()
  try {
    await remove<void>('/api/session')
  } catch (error) {
    // Refused: there is none any more.
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error
  }
  await db.kept.delete('left')
}

function askWho(): Promise<WhoAmI> {
  const first = takeFirst()
  return first ? answerTo<WhoAmI>(first) : get<WhoAmI>('/api/session')
}

/** Who is signed in: as last known on this phone, at once and without a line; then as the server says. */
export function useFieldSession(db: FieldDatabase): FieldSession {
  const [me, setMe] = useState<WhoAmI | null>()
  const [ended, setEnded] = useState(false)
  const [blocked, setBlocked] = useState(false)
  const enter = useCallback(
    async (answer: WhoAmI): Promise<void> => {
      const before = await readKept(db, 'me')
      if (before && before.post.id !== answer.post.id) await forgetPost(db)
      await writeKept(db, 'me', answer)
      setEnded(false)
      setMe(answer)
    },
    [db],
  )
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const known = await readKept(db, 'me')
      if (known) setMe(known)
      try {
        await endLeft(db)
        await enter(await askWho())
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) setEnded(true)
        if (!known) setMe(null)
      }
    }
    ask().catch(() => setBlocked(true))
    const askAgain = (): void => void ask().catch(() => {})
    window.addEventListener('online', askAgain)
    return () => window.removeEventListener('online', askAgain)
  }, [db, enter])
  return {
    me,
    ended,
    blocked,
    signIn: async (login, password) => {
      await endLeft(db)
      await enter(await post<WhoAmI>('/api/sessions', { login, password }))
    },
    giveCode: async (code) => enter(await post<WhoAmI>('/api/session/second-factor', { code })),
    signOut: async () => {
      await writeKept(db, 'left', { at: Date.now() })
      await endLeft(db).catch(() => {})
      await forgetPost(db)
      setMe(null)
    },
    leave: () => setMe(null),
    tellEnded: useCallback(() => setEnded(true), []),
  }
}
