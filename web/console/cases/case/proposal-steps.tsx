import type { CaseProposal } from '#web/console/cases/api.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import styles from './proposal-steps.module.css'
import { caseWords } from './words.ts'

/** Every rule that was tried and what came of it, in order. */
export function ProposalSteps({ steps }: Pick<CaseProposal, 'steps'>) {
  const words = useWords(caseWords)
  const named = useNamed()
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step.rule} data-outcome={step.outcome}>
          {words.proposalStep(
            named(step.reason, step.reasonEn || null) ?? '',
            words.outcomes[step.outcome](named(step.unitName, step.unitNameEn) ?? ''),
          )}
        </li>
      ))}
    </ol>
  )
}
