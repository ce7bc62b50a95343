import { useCallback } from 'react'
import type { Preferences } from '#platform/contract-preferences.ts'
import { DEFAULT_COLUMNS } from '#web/console/cases/queue/columns.tsx'
import { useKeepPreference, usePreferences } from '#web/shared/session/preferences.ts'

export type Look = NonNullable<Preferences['workbench']>
const PRESET: Look = { columns: [...DEFAULT_COLUMNS], density: 'comfortable' }

/** Which columns the reader wants and how far apart the rows stand: kept with the person. */
export function useWorkbenchLook(): readonly [Look, (change: Partial<Look>) => void, () => void] {
  const { data } = usePreferences()
  const { mutate } = useKeepPreference('workbench')
  const look = data?.workbench ?? PRESET
  const change = useCallback((part: Partial<Look>) => mutate({ ...look, ...part }), [mutate, look])
  return [look, change, useCallback(() => mutate({ ...look, columns: [...DEFAULT_COLUMNS] }), [mutate, look])]
}
