import { useLanguage } from '#web/shared/language/language.ts'

const FORMATS = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en-GB') } as const

/** Counts as the reader writes them: 12,345. */
export function useCount(): (count: number) => string {
  const language = useLanguage()
  return (count) => FORMATS[language].format(count)
}
