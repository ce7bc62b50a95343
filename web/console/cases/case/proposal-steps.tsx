import type { CaseProposal } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './case.module.css'
import { caseWords } from './words.ts'

/** Every rule that was tried and what came of it, in order. */
export function ProposalSteps({ steps }: Pick<CaseProposal, 'steps'>) {
  const words = useWords(caseWords)
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step.rule} data-outcome={step.outcome}>
          {words.proposalStep(step.reason, words.outcomes[step.outcome](step.unitName ?? ''))}
        </li>
      ))}
    </ol>
  )
}
