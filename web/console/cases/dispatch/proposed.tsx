import { ProposalSteps } from '#web/console/cases/case/proposal-steps.tsx'
import desk from '#web/console/cases/desk/desk.module.css'
import { useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import styles from './dispatch.module.css'
import type { Dispatching } from './use-dispatch.ts'
import { dispatchWords } from './words.ts'

/** The unit the case would go to now, and what the rules say. */
export function Proposed({ dispatching }: { readonly dispatching: Dispatching }) {
  const words = useWords(dispatchWords)
  const { proposal, unitId, unitName, proposedId, inReach } = dispatching
  if (proposal.error && !proposal.data) return <Failure error={proposal.error} retry={() => void proposal.refetch()} />
  return (
    <div className={styles.proposed} aria-live="polite">
      <p className={styles.to}>
        <span>{words.to}</span>
        <b>{unitName ?? (proposal.data ? words.noUnit : '…')}</b>
        {unitId !== null && <span className={desk.tag}>{unitId === proposedId ? words.proposed : words.chosen}</span>}
      </p>
      {proposal.data?.unitId === null && <p className={desk.faint}>{words.noProposal}</p>}
      {!inReach && <p>{words.outOfReach(proposal.data?.unitName ?? '')}</p>}
      {proposal.data && <ProposalSteps steps={proposal.data.steps} />}
    </div>
  )
}
