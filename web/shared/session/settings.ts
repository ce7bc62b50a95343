import { useSyncExternalStore } from 'react'
import { readSetting, type Settings, subscribeSettings, writeSetting } from '#web/shared/session/settings-store.ts'

/** One setting of the reader and how to change it, here and, for who is signed in, on the server. */
export function useSetting<Key extends keyof Settings>(key: Key): readonly [Settings[Key], (value: Settings[Key]) => void] {
  const value = useSyncExternalStore(subscribeSettings, () => readSetting(key))
  return [value, (next) => writeSetting(key, next)]
}
