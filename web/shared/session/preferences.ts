import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { PreferenceKey, Preferences } from '#platform/contract-preferences.ts'
import { get, put } from '#web/shared/api/client.ts'
import { readSetting, subscribeSettings, writeSetting } from '#web/shared/session/settings-store.ts'

const KEY = ['preferences'] as const

/** What the signed-in person set for themselves, on whichever machine. */
export const usePreferences = () =>
  useQuery({ queryKey: KEY, queryFn: () => get<Preferences>('/api/preferences'), staleTime: Number.POSITIVE_INFINITY })

/** Keeps one preference; the page shows it at once and takes it back when the server refuses. */
export function useKeepPreference<Key extends PreferenceKey>(key: Key) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (value: NonNullable<Preferences[Key]>) => put<Preferences>(`/api/preferences/${key}`, { value }),
    onMutate: (value) => {
      const before = client.getQueryData<Preferences>(KEY)
      client.setQueryData<Preferences>(KEY, (known) => ({ ...known, [key]: value }))
      return { before }
    },
    onError: (_error, _value, kept) => client.setQueryData(KEY, kept?.before),
    onSuccess: (preferences) => client.setQueryData(KEY, preferences),
  })
}

const SHARED = ['language', 'theme'] as const

/** Language and theme go with the person: what the server holds is taken at sign-in, what is changed here is kept there. */
export function usePreferenceSync(): void {
  const { data } = usePreferences()
  const taken = useRef(false)
  useEffect(() => {
    if (!data || taken.current) return
    taken.current = true
    for (const key of SHARED) if (data[key] !== undefined && data[key] !== readSetting(key)) writeSetting(key, data[key])
  }, [data])
  useEffect(() => {
    let last = { language: readSetting('language'), theme: readSetting('theme') }
    return subscribeSettings(() => {
      const now = { language: readSetting('language'), theme: readSetting('theme') }
      // Only the look of the page hangs on it: a server that is away for a moment is told the next time.
      for (const key of SHARED)
        if (taken.current && now[key] !== last[key]) void put(`/api/preferences/${key}`, { value: now[key] }).catch(() => {})
      last = now
    })
  }, [])
}
