import { useSyncExternalStore } from 'react'
import { readSetting, subscribeSettings } from '#web/shared/session/settings-store.ts'

export type Language = 'zh' | 'en'

/** The same words in both languages, with the shape of the Chinese ones. */
export interface Bilingual<Shape = string> {
  readonly zh: Shape
  readonly en: Shape
}

/** The language of this moment, for code outside components. */
export const currentLanguage = (): Language => readSetting('language')

/** The language the person reads; components draw themselves anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribeSettings, currentLanguage)

/** The words of a page, written beside it. What one language has and the other lacks does not compile. */
export const defineWords = <Shape>(zh: Shape, en: NoInfer<Shape>): Bilingual<Shape> => ({ zh, en })

/** The words in the reader's language. */
export const useWords = <Shape>(words: Bilingual<Shape>): Shape => words[useLanguage()]

/** Picks a text the server or a rule gives in both languages. */
export function useSay(): (text: Bilingual) => string {
  const language = useLanguage()
  return (text) => text[language]
}

/** A name the data has in Chinese and perhaps in English: English readers see the Chinese rather than nothing. */
export function useNamed(): (zh: string | null, en: string | null) => string | null {
  const language = useLanguage()
  return (zh, en) => (language === 'zh' ? zh : (en ?? zh))
}

/** Several names in one line, as the language sets them apart. */
export const listed = (items: readonly string[], language: Language): string => items.join(language === 'zh' ? '、' : ', ')

/** Several statements in one line. */
export const statements = (items: readonly string[], language: Language): string => items.join(language === 'zh' ? '；' : '; ')
