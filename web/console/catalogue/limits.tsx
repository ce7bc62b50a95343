import { type Limited, limitFor } from '#catalogue/filing-limit.ts'
import { describeLimit } from '#catalogue/time-limit.ts'
import { defineWords, type Language, useLanguage } from '#web/shared/language/language.ts'
import styles from './catalogue.module.css'

export const REGIONS = ['1', '2', '3'] as const

const limitWords = defineWords(
  {
    regions: { '1': '一类区域', '2': '二类区域', '3': '三类区域' },
    elsewhere: '其他区域',
    of: (region: string, limit: string) => `${region} ${limit}`,
  },
  {
    regions: { '1': 'Class 1', '2': 'Class 2', '3': 'Class 3' },
    elsewhere: 'elsewhere',
    of: (region: string, limit: string) => `${region}: ${limit}`,
  },
)

/** The limits of a condition in words, one for each class of region that has its own: "一类区域 2 工作时", "其他区域 4 工作时". */
export function tellLimits(condition: Limited, language: Language): string[] {
  const words = limitWords[language]
  const plain = describeLimit(limitFor(condition, 0), language)
  const own = REGIONS.filter((region) => condition.limitByRegion[region] !== undefined)
  if (own.length === 0) return [plain]
  const told = own.map((region) => words.of(words.regions[region], describeLimit(limitFor(condition, Number(region)), language)))
  return own.length === REGIONS.length ? told : [...told, words.of(words.elsewhere, plain)]
}

export const regionName = (region: (typeof REGIONS)[number], language: Language): string => limitWords[language].regions[region]

export function Limits({ condition }: { readonly condition: Limited }) {
  const language = useLanguage()
  return (
    <span className={styles.limits}>
      {tellLimits(condition, language).map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  )
}
