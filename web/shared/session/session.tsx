import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { WhoAmI } from '#identity/contract.ts'
import { get, post, put, remove, whenOwed, whenSignedOut } from '#web/shared/api/client.ts'
import { closeLive, openLive } from '#web/shared/api/live.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'

export type SessionAnswer = WhoAmI
export type MyPost = WhoAmI['post']

/** The signed-in person in the shape the server's own rules ask for (cases/refusal.ts). */
export interface Me extends Omit<SessionAnswer, 'permissions'> {
  readonly personId: string
  readonly permissions: ReadonlySet<string>
}

const SESSION = ['session'] as const

const readSession = async (): Promise<SessionAnswer | null> => {
  try {
    return await get<SessionAnswer>('/api/session')
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

const asMe = (answer: SessionAnswer): Me => ({ ...answer, personId: answer.person.id, permissions: new Set(answer.permissions) })

export interface SessionState {
  /** Undefined while it is being asked for, null when nobody is signed in. */
  readonly me: Me | null | undefined
  readonly error: unknown
  readonly retry: () => void
}

const Context = createContext<SessionState | null>(null)

/** Knows who is signed in, and keeps the stream of changes open for as long. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: SESSION, queryFn: readSession, staleTime: 60_000 })
  const me = useMemo(() => (data ? asMe(data) : data), [data])
  // A session that still owes something hears nothing.
  const postId = data?.owes === null ? data.post.id : undefined
  useEffect(() => whenSignedOut(() => client.setQueryData(SESSION, null)), [client])
  useEffect(() => whenOwed(() => void client.invalidateQueries({ queryKey: SESSION })), [client])
  useEffect(() => {
    if (postId === undefined) return
    openLive()
    return closeLive
  }, [postId])
  const state = useMemo(() => ({ me, error, retry: () => void refetch() }), [me, error, refetch])
  return <Context value={state}>{children}</Context>
}

export function useSession(): SessionState {
  const state = useContext(Context)
  if (!state) throw new Error('useSession is for what stands inside SessionProvider')
  return state
}

/** Who is signed in; for pages, which are drawn for nobody else. */
export function useMe(): Me {
  const { me } = useSession()
  if (!me) throw new Error('useMe is for pages of the signed-in')
  return me
}

/** Whether the person may, by the same permission the route asks for. */
export const useMay = (permission: string): boolean => useMe().permissions.has(permission)

/** Signing in and out, and changing posts: everything read for one post is forgotten before the next. */
export function useSessionChange() {
  const client = useQueryClient()
  const enter = (answer: SessionAnswer | null): void => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] && queryKey[0] !== 'about' })
    client.setQueryData(SESSION, answer)
  }
  return {
    /** The same session as it stands after a change of oneself. */
    renew: (answer: SessionAnswer) => client.setQueryData(SESSION, answer),
    /** Every session ended, this one too. */
    leave: () => enter(null),
    signIn: async (login: string, password: string) => enter(await post<SessionAnswer>('/api/sessions', { login, password })),
    /** Of a demo city alone: whoever is in a post, without a password. */
    continueAs: async (postId: string) => enter(await post<SessionAnswer>('/api/demo/sessions', { postId })),
    switchPost: async (postId: string) => enter(await put<SessionAnswer>('/api/session/post', { postId })),
    signOut: async () => {
      await remove<void>('/api/session')
      enter(null)
    },
  }
}
