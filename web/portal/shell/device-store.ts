import { useSyncExternalStore } from 'react'

/** Something this device remembers for whoever uses it; nothing of it is ever sent by itself. */
export interface DeviceStore<Value> {
  read(): Value
  write(value: Value): void
  useValue(): Value
}

/** `check` makes a value of whatever was stored, also of nothing and of what an older version wrote. Storage that is forbidden lasts until the page is closed. */
export function deviceStore<Value>(
  key: string,
  check: (stored: unknown) => Value,
  storage: () => Storage = () => localStorage,
): DeviceStore<Value> {
  const listeners = new Set<() => void>()
  let value = check(load())
  function load(): unknown {
    try {
      return JSON.parse(storage().getItem(key) ?? 'null')
    } catch {
      return null
    }
  }
  const subscribe = (tell: () => void): (() => void) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }
  const write = (next: Value): void => {
    value = next
    try {
      if (next === null) storage().removeItem(key)
      else storage().setItem(key, JSON.stringify(next))
    } catch {
      // Remembered until the page is closed, then.
    }
    for (const tell of listeners) tell()
  }
  return { read: () => value, write, useValue: () => useSyncExternalStore(subscribe, () => value) }
}
