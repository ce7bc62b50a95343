/** What this browser remembers for its reader; the server keeps the same per person (see settings.ts). */
export interface Settings {
  readonly language: 'zh' | 'en'
  readonly theme: 'light' | 'dark' | 'system'
}

const KEY = 'wangge.settings'
const preset: Settings = { language: navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh', theme: 'system' }

/** Storage may be forbidden or hold something old: then the preset stands. */
function load(): Settings {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>
    return {
      language: stored.language === 'zh' || stored.language === 'en' ? stored.language : preset.language,
      theme: stored.theme === 'light' || stored.theme === 'dark' || stored.theme === 'system' ? stored.theme : preset.theme,
    }
  } catch {
    return preset
  }
}

let settings = load()
const listeners = new Set<() => void>()

export const readSetting = <Key extends keyof Settings>(key: Key): Settings[Key] => settings[key]

export function subscribeSettings(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export function writeSetting<Key extends keyof Settings>(key: Key, value: Settings[Key]): void {
  settings = { ...settings, [key]: value }
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // Remembered until the page is closed, then.
  }
  document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en'
  for (const tell of listeners) tell()
}

document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en'
