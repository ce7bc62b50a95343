import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import { useTypeWhole } from '#web/console/cases/api-intake.ts'
import type { ProblemType } from '#web/console/catalogue/type-picker/types-query.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import intake from './intake.module.css'
import { Part } from './part.tsx'
import styles from './standard-part.module.css'
import { conditionId, conditionTextId, useTypeOf } from './type-fields.tsx'
import { useLimitWords } from './use-limit-words.ts'
import { intakeWords } from './words.ts'

interface StandardPartProps {
  readonly typeCode: string | null
  readonly chosen: number | null
  readonly regionClass: number | null
}

/** The filing conditions of a type side by side with when each is solved and how long that may take; a click on a line chooses it. */
export function StandardPart({ typeCode, chosen, regionClass }: StandardPartProps) {
  const words = useWords(intakeWords)
  const language = useLanguage()
  const type = useTypeOf(typeCode)
  const name = type && (language === 'zh' ? type.name : type.nameEn)
  return (
    <Part title={words.standard} aside={type && `${name} ${type.code}`}>
      {type ? (
        <>
          <Conditions type={type} chosen={chosen} regionClass={regionClass} />
          <Responsible code={type.code} />
        </>
      ) : (
        <p className={intake.faint}>{words.chooseType}</p>
      )}
    </Part>
  )
}

function Conditions({ type, chosen, regionClass }: Omit<StandardPartProps, 'typeCode'> & { readonly type: ProblemType }) {
  const words = useWords(intakeWords)
  const say = useSay()
  const limitWords = useLimitWords()
  return (
    <div className={styles.standard}>
      <div className={styles.standardHead} aria-hidden="true">
        <span />
        <span>{words.columns.filing}</span>
        <span>{words.columns.closing}</span>
        <span>{words.columns.limit}</span>
      </div>
      {type.conditions.map((condition) => (
        <label
          key={condition.number}
          className={styles.standardRow}
          htmlFor={conditionId(condition.number)}
          data-chosen={condition.number === chosen}
        >
          <span className={styles.number}>{condition.number}</span>
          <span id={conditionTextId(condition.number)}>{condition.filing}</span>
          <span>{condition.closing}</span>
          <span>
            <b>{limitWords(condition, regionClass)}</b>
            <br />
            <span className={intake.faint}>{say(URGENCY_NAMES[condition.urgency])}</span>
          </span>
        </label>
      ))}
    </div>
  )
}

/** The rules in the order they are tried when it is dispatched. */
function Responsible({ code }: { readonly code: string }) {
  const words = useWords(intakeWords)
  const language = useLanguage()
  const { data } = useTypeWhole(code)
  if (data?.rules.length === 0) return <p className={intake.faint}>{words.noRules}</p>
  return (
    <div className={styles.rules}>
      <b>{words.responsible}</b>
      <ol>
        {data?.rules.map(({ number, basis, reason, reasonEn }) => (
          <li key={number}>
            <span className={styles.tag}>{words.bases[basis]}</span>
            {language === 'zh' || reasonEn === '' ? reason : reasonEn}
          </li>
        ))}
      </ol>
    </div>
  )
}
