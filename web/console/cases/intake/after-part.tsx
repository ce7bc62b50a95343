import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import styles from './part.module.css'
import { Part } from './part.tsx'
import type { Report } from './report.ts'
import { useTypeOf } from './type-fields.tsx'
import { useLimitWords } from './use-limit-words.ts'
import { intakeWords } from './words.ts'

/** What each button leads to, and how long the handling may take. */
export function AfterPart({ report, regionClass }: { readonly report: Report; readonly regionClass: number | null }) {
  const words = useWords(intakeWords)
  const say = useSay()
  const mayAccept = useMay('case.accept')
  const limitWords = useLimitWords()
  const condition = useTypeOf(report.typeCode)?.conditions.find(({ number }) => number === report.conditionNumber)
  const steps = report.same
    ? [words.afterMerge(report.same.number)]
    : [
        words.afterReport(say(STAGE_NAMES.reported)),
        ...(mayAccept ? [condition ? words.afterAccept(say(STAGE_NAMES.accepted)) : words.acceptNeeds] : []),
        ...(condition ? [words.afterLimit(limitWords(condition, regionClass))] : []),
      ]
  return (
    <Part title={words.after}>
      <ul className={styles.after}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </Part>
  )
}
