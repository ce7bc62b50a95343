import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  confirmedFactor,
  endedSessions,
  enrolmentAnswer,
  factorView,
  mySessions,
  openedSession,
  recoveryCodesAnswer,
} from '#identity/contract.ts'
import type { KeyAnswer, KeyInput, KeyList, MadeKey } from '#identity/contract-keys.ts'
import type { KeyPage } from '#organisation/contract-security.ts'
import { get, post, put, remove } from '#web/shared/api/client.ts'

export type Opened = z.output<typeof openedSession>
export type Confirmed = z.output<typeof confirmedFactor>
export type MySession = z.output<typeof mySessions>['sessions'][number]
export type Key = z.output<typeof KeyAnswer>
export type KeyTold = z.output<typeof MadeKey>
export type KeySeen = z.output<typeof KeyPage>['items'][number]

export const IDENTITY = ['identity'] as const

export const useFactor = () =>
  useQuery({
    queryKey: [...IDENTITY, 'factor'],
    queryFn: ({ signal }) => get<z.output<typeof factorView>>('/api/session/second-factor', undefined, signal),
  })
export const useMySessions = () =>
  useQuery({
    queryKey: [...IDENTITY, 'sessions'],
    queryFn: ({ signal }) => get<z.output<typeof mySessions>>('/api/sessions', undefined, signal),
  })
export const useMyKeys = (enabled: boolean) =>
  useQuery({
    queryKey: [...IDENTITY, 'my-keys'],
    queryFn: ({ signal }) => get<z.output<typeof KeyList>>('/api/session/keys', undefined, signal),
    enabled,
  })
/** Everybody's keys, newest first, page by page. */
export const useAllKeys = (enabled: boolean) =>
  useInfiniteQuery({
    queryKey: [...IDENTITY, 'all-keys'],
    queryFn: ({ pageParam, signal }) => get<z.output<typeof KeyPage>>('/api/keys', { after: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
  })
/** Whether somebody else has an authenticator, for whoever looks after security. */
export const useFactorOf = (personId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...IDENTITY, 'factor', personId],
    queryFn: ({ signal }) => get<z.output<typeof factorView>>(`/api/people/${personId}/second-factor`, undefined, signal),
    enabled,
  })

export const giveCode = (code: string) => post<Opened>('/api/session/second-factor', { code })
export const beginEnrolment = () => post<z.output<typeof enrolmentAnswer>>('/api/session/second-factor/enrolment', {})
export const confirmEnrolment = (code: string) => post<Confirmed>('/api/session/second-factor/confirm', { code })
export const renewRecoveryCodes = (code: string) =>
  post<z.output<typeof recoveryCodesAnswer>>('/api/session/second-factor/recovery-codes', { code })
export const removeFactor = (code: string) => remove<Opened>('/api/session/second-factor', { code })
export const becomeWall = () => put<Opened>('/api/session/kind', { kind: 'wall' })

export const endSession = (id: string) => remove<void>(`/api/sessions/${id}`)
export const endAllSessions = () => remove<z.output<typeof endedSessions>>('/api/sessions')

export const makeKey = (body: z.input<typeof KeyInput>) => post<KeyTold>('/api/session/keys', body)
export const revokeOwnKey = (id: string, requestId: string) => post<Key>(`/api/session/keys/${id}/revoke`, { requestId })
export const revokeAnyKey = (id: string, requestId: string) => post<Key>(`/api/keys/${id}/revoke`, { requestId })
export const resetFactorOf = (personId: string, requestId: string) =>
  post<unknown>(`/api/people/${personId}/second-factor/reset`, { requestId })
