import { limitFor } from '#catalogue/filing-limit.ts'
import { describeLimit } from '#catalogue/time-limit.ts'
import type { FilingCondition } from '#web/console/catalogue/type-picker/types-query.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { intakeWords } from './words.ts'

const CLASSES = ['1', '2', '3'] as const

/** The limit of a condition in words: of the region class where it is known, else the plain one and each that differs. */
export function useLimitWords(): (condition: FilingCondition, regionClass: number | null) => string {
  const words = useWords(intakeWords)
  const language = useLanguage()
  return (condition, regionClass) => {
    const plain = describeLimit(limitFor(condition, regionClass ?? 0), language)
    if (regionClass !== null) return plain
    const others = CLASSES.flatMap((rank) => {
      const limit = condition.limitByRegion[rank]
      return limit ? [words.byClass(Number(rank), describeLimit(limit, language))] : []
    })
    return [plain, ...others].join(' · ')
  }
}
