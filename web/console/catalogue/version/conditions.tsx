import { Button } from 'antd'
import { CONDITION_FIELD_NAMES } from '#catalogue/entry-words.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import { type FilingCondition, type ProblemType, removeCondition } from '#web/console/catalogue/api.ts'
import { Limits } from '#web/console/catalogue/limits.tsx'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useRemoval } from './use-draft-write.tsx'
import styles from './version.module.css'
import { versionPageWords } from './words.ts'

interface ConditionsProps {
  readonly versionId: string
  readonly type: ProblemType
  readonly editable: boolean
  readonly onEdit: (condition: FilingCondition) => void
}

/** When a case of the type is filed, when it may be closed, and how long it may take where. */
export function Conditions({ versionId, type, editable, onEdit }: ConditionsProps) {
  const words = useWords(versionPageWords)
  const say = useSay()
  const ask = useRemoval()
  if (type.conditions.length === 0) return <p className={styles.faint}>{words.noCondition}</p>
  const removal = ({ number }: FilingCondition) =>
    ask({
      title: words.remove,
      text: words.removeConditionText(number),
      verb: words.remove,
      write: (requestId) => removeCondition(versionId, type.code, number, requestId),
      done: words.removed,
    })
  return (
    <table className={styles.conditions}>
      <thead>
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col">{say(CONDITION_FIELD_NAMES.filing)}</th>
          <th scope="col">{say(CONDITION_FIELD_NAMES.closing)}</th>
          <th scope="col">{words.limit}</th>
          <th scope="col">{say(CONDITION_FIELD_NAMES.urgency)}</th>
          {editable && <th scope="col">{words.actions}</th>}
        </tr>
      </thead>
      <tbody>
        {type.conditions.map((condition) => (
          <tr key={condition.number}>
            <td>{condition.number}</td>
            <td>{condition.filing}</td>
            <td>{condition.closing}</td>
            <td>
              <Limits condition={condition} />
            </td>
            <td>{say(URGENCY_NAMES[condition.urgency])}</td>
            {editable && (
              <td className={styles.actions}>
                <Button size="small" onClick={() => onEdit(condition)} aria-label={words.editCondition(condition.number)}>
                  {words.edit}
                </Button>{' '}
                <Button
                  size="small"
                  type="text"
                  onClick={() => removal(condition)}
                  aria-label={words.removeConditionText(condition.number)}
                >
                  {words.remove}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
