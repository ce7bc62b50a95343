import { createContext, useContext } from 'react'
import type { PackAnswer } from '#field/contract.ts'
import type { WhoAmI } from '#identity/contract.ts'
import type { FieldDatabase } from '#web/field/store/database.ts'
import type { Engine } from '#web/field/store/outbox-engine.ts'
import type { Kept } from '#web/field/store/records.ts'

/** What every page of the signed-in stands on. */
export interface Field {
  readonly db: FieldDatabase
  readonly me: WhoAmI
  readonly engine: Engine
  /** Null until it was fetched once. */
  readonly pack: PackAnswer | null
  readonly duty: Kept['duty'] | null
  /** The phone's clock minus the server's, ms. */
  readonly skew: number
  /** Brings the tasks up to date, and the pack now and then or when asked. */
  readonly refresh: (packToo?: boolean) => Promise<void>
}

const Context = createContext<Field | null>(null)
export const FieldProvider = Context.Provider

export function useField(): Field {
  const field = useContext(Context)
  if (!field) throw new Error('useField is for pages of the signed-in')
  return field
}

/** Whether the person may, by the same permission the route asks for. */
export const useMay = (permission: string): boolean => useField().me.permissions.includes(permission)

/** The key of an unfinished form: of this post alone, for a phone may change hands. */
export const useDraftKey = (name: string): string => `${useField().me.post.id}/${name}`

/** Whose the next item of the outbox is. */
export function useSender(): { readonly personId: string; readonly postId: string } {
  const { me } = useField()
  return { personId: me.person.id, postId: me.post.id }
}
