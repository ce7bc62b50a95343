import { type Case, type CaseProposal, useProposal } from '#web/console/cases/api.ts'
import { useLanguage, useNamed, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { ProposalSteps } from './proposal-steps.tsx'
import styles from './section.module.css'
import { Section } from './section.tsx'
import { caseWords } from './words.ts'

interface Dispatched {
  readonly proposal: CaseProposal | null
  readonly reason: string
}

/** What was proposed when the case last went to a unit, as its history keeps it. */
function lastDispatch({ events }: Case): Dispatched | null {
  const event = events.findLast(({ action }) => action === 'dispatch' || action === 'redispatch')
  if (!event) return null
  const { proposal = null, reason = '' } = event.given as { proposal?: CaseProposal; reason?: string }
  return { proposal, reason }
}

/** Which unit, and every rule that led there; before the dispatch the proposal, for those who may dispatch. */
export function WhyUnit({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const named = useNamed()
  const mayDispatch = useMay('case.dispatch')
  const { data: proposal } = useProposal(of.id, of.unitId === null && of.stage === 'filed' && mayDispatch)
  const proposed = proposal ? named(proposal.unitName, proposal.unitNameEn) : null
  if (of.unitId === null)
    return (
      <Section title={words.unit}>
        <p>{proposed === null ? words.noUnit : words.proposedUnit(proposed)}</p>
        {proposal ? <ProposalSteps steps={proposal.steps} /> : <p className={styles.faint}>{words.noUnitYet}</p>}
      </Section>
    )
  const sent = lastDispatch(of)
  return (
    <Section title={words.unit}>
      <p>{of.named[of.unitId]?.[language] ?? of.unitName}</p>
      {sent?.proposal && <ProposalSteps steps={sent.proposal.steps} />}
      {sent?.proposal && sent.proposal.unitId !== of.unitId && <p>{words.otherChosen(sent.reason)}</p>}
    </Section>
  )
}
