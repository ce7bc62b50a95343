import { useLanguage } from '#web/shared/language/language.ts'

const FORMATS = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en-GB') } as const

const SHORT = {
  zh: new Intl.NumberFormat('zh-CN', { notation: 'compact', maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 }),
} as const
const SHORT_FROM = 10_000

/** Counts as the reader writes them: 12,345. */
export function useCount(): (count: number) => string {
  const language = useLanguage()
  return (count) => FORMATS[language].format(count)
}

/** The same where there is little room: 9,999, then 1.2万 or 12k. */
export function useShortCount(): (count: number) => string {
  const language = useLanguage()
  return (count) => (count < SHORT_FROM ? FORMATS : SHORT)[language].format(count)
}
