import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { type Case, type CaseProposal, useProposal } from '#web/console/cases/api.ts'
import { ProposalSteps } from '#web/console/cases/case/proposal-steps.tsx'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './actions.module.css'
import { UnitField } from './unit-field.tsx'
import { actionWords } from './words.ts'

export interface ProposedUnitFieldProps {
  readonly of: Case
  readonly value?: string | null
  readonly onChange?: (unitId: string | null) => void
  readonly id?: string
  readonly label: string
}

/** The unit the rules propose, with why; taking another is a choice of its own. */
export function ProposedUnitField({ of, value, onChange, id, label }: ProposedUnitFieldProps) {
  const words = useWords(actionWords)
  const { data, error, refetch } = useProposal(of.id, true)
  const [other, setOther] = useState(false)
  const proposed = data?.unitId ?? null
  useEffect(() => {
    if (!other && proposed !== null && value !== proposed) onChange?.(proposed)
  }, [other, proposed, value, onChange])
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  const choosing = other || proposed === null
  return (
    <div className={styles.stack}>
      {choosing ? <UnitField of={of} value={value} onChange={onChange} id={id} label={label} /> : <Proposed proposal={data} />}
      {proposed === null ? (
        <p className={styles.hint}>{words.noProposal}</p>
      ) : (
        <Button size="small" className={styles.inline} onClick={() => setOther(!other)}>
          {other ? words.backToProposal : words.otherUnit}
        </Button>
      )}
    </div>
  )
}

function Proposed({ proposal }: { readonly proposal: CaseProposal }) {
  const named = useNamed()
  const words = useWords(actionWords)
  return (
    <div className={styles.proposed}>
      <p>
        <span className={styles.tag}>{words.proposed}</span>
        <b>{named(proposal.unitName, proposal.unitNameEn)}</b>
      </p>
      <ProposalSteps steps={proposal.steps} />
    </div>
  )
}
