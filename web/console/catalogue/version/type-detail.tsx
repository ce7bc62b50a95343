import { Button } from 'antd'
import { useState } from 'react'
import { DOMAIN_NAMES, KIND_NAMES, PROVENANCE_NAMES } from '#catalogue/entry-words.ts'
import { matchingRules } from '#catalogue/responsibility.ts'
import { type FilingCondition, type ProblemType, type Rule, removeType, useDuties } from '#web/console/catalogue/api.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { ConditionForm } from './condition-form.tsx'
import { Conditions } from './conditions.tsx'
import { tellReason, tellWho } from './rule-text.tsx'
import { TypeForm } from './type-form.tsx'
import { useRemoval } from './use-draft-write.tsx'
import styles from './version.module.css'
import { versionPageWords } from './words.ts'

interface TypeDetailProps {
  readonly versionId: string
  readonly type: ProblemType
  readonly types: readonly ProblemType[]
  readonly rules: readonly Rule[]
  readonly editable: boolean
}

/** One type: its filing conditions with their limits, and who is responsible; in a draft, with what can be done about them. */
export function TypeDetail({ versionId, type, types, rules, editable }: TypeDetailProps) {
  const words = useWords(versionPageWords)
  const language = useLanguage()
  const duties = useDuties().data ?? []
  const ask = useRemoval()
  const [editing, setEditing] = useState<'type' | 'new-condition' | FilingCondition | null>(null)
  const name = language === 'zh' ? type.name : type.nameEn
  const className = language === 'zh' ? type.className : type.classNameEn || type.className
  const source = PROVENANCE_NAMES[type.provenance]?.[language] ?? type.provenance
  const responsible = matchingRules(rules, type)
  const close = (): void => setEditing(null)
  const removal = () =>
    ask({
      title: words.removeType,
      text: words.removeTypeText(name),
      verb: words.remove,
      write: (requestId) => removeType(versionId, type.code, requestId),
      done: words.removed,
    })
  return (
    <article className={styles.detail} aria-label={`${type.code} ${name}`}>
      <div className={styles.line}>
        <h2>
          {type.code} {name}
        </h2>
        {editable && (
          <div className={styles.tools}>
            <Button onClick={() => setEditing('type')}>{words.editType}</Button>
            <Button onClick={removal}>{words.removeType}</Button>
          </div>
        )}
      </div>
      <p className={styles.faint}>
        {[DOMAIN_NAMES[type.domain][language], KIND_NAMES[type.kind][language], className, source].filter(Boolean).join(' · ')}
      </p>
      <div className={styles.line}>
        <h3>{words.conditions}</h3>
        {editable && <Button onClick={() => setEditing('new-condition')}>{words.addCondition}</Button>}
      </div>
      <Conditions versionId={versionId} type={type} editable={editable} onEdit={setEditing} />
      <h3>{words.responsible}</h3>
      {responsible.length === 0 && <p className={styles.faint}>{words.noRule}</p>}
      <ol className={styles.rules}>
        {responsible.map((rule) => (
          <li key={rule.number}>
            {tellWho(rule, duties, language)} <span className={styles.faint}>{tellReason(rule, language)}</span>
          </li>
        ))}
      </ol>
      {editing === 'type' && <TypeForm versionId={versionId} type={type} types={types} onClose={close} />}
      {editing !== null && editing !== 'type' && (
        <ConditionForm versionId={versionId} type={type} condition={editing === 'new-condition' ? null : editing} onClose={close} />
      )}
    </article>
  )
}
