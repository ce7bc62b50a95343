import { useLanguage } from '#web/shared/language/language.ts'
import { readAbout } from '../api.ts'
import { useRead } from './use-read.ts'

/** Whose page this is and what it takes. */
export const useCity = () => useRead('about', readAbout)

/** The city's name in the reader's language; nothing while it is being read. */
export function useCityName(): string {
  const language = useLanguage()
  return useCity().data?.city[language] ?? ''
}
