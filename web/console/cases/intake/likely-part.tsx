import { useLikely } from '#web/console/cases/api-intake.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import intake from './intake.module.css'
import { LikelyCase } from './likely-case.tsx'
import styles from './likely-part.module.css'
import { Part } from './part.tsx'
import type { Report, SameCase } from './report.ts'
import { usePlace } from './use-place.ts'
import { useSettled } from './use-settled.ts'
import { intakeWords } from './words.ts'

interface LikelyPartProps {
  readonly report: Report
  readonly onSame: (same: SameCase | null) => void
  /** The caller is told of the known case, and nothing is registered. */
  readonly onNothing: () => void
}

/** Cases nearby that may be the very problem, told while it is written down; nothing here holds the operator up. */
export function LikelyPart({ report, onSame, onNothing }: LikelyPartProps) {
  const words = useWords(intakeWords)
  const text = useSettled(report.description.trim(), 400)
  const { fault } = usePlace(report.place)
  const place = fault === null ? report.place : null
  const { data, error, isPending, refetch } = useLikely({ place, typeCode: report.typeCode, text })
  const hints = place === null ? [] : (data ?? [])
  return (
    <Part
      title={words.likely}
      aside={
        <span role="status" className={hints.length > 0 ? styles.count : undefined}>
          {hints.length > 0 ? words.likelyCount(hints.length) : ''}
        </span>
      }
    >
      {place === null && <p className={intake.faint}>{words.likelyNeedsPlace}</p>}
      {place !== null && error && <Failure error={error} retry={() => void refetch()} />}
      {place !== null && !error && isPending && <p className={intake.faint}>{words.likelyLoading}</p>}
      {place !== null && data?.length === 0 && <p className={intake.faint}>{words.likelyNone}</p>}
      <ul className={styles.likely}>
        {hints.map((hint) => (
          <LikelyCase key={hint.id} hint={hint} typed={report.typeCode !== null} same={report.same} onSame={onSame} onNothing={onNothing} />
        ))}
      </ul>
    </Part>
  )
}
