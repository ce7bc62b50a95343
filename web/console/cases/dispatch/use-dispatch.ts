import { useState } from 'react'
import type { TimeLimit } from '#catalogue/time-limit.ts'
import { useCaseAction } from '#web/console/cases/actions/use-case-action.ts'
import { useTold } from '#web/console/cases/actions/use-told.tsx'
import { type Case, type Receipt, type UnitLoad, useProposal, useUnitLoad } from '#web/console/cases/api.ts'
import { useLanguage } from '#web/shared/language/language.ts'

/** The units a case may go to: a community's own workstation does not handle what it will close. */
const mayTake = (of: Case, { kind }: UnitLoad): boolean => !(kind === 'workstation' && of.closingLevel === 'community')

/** Everything the dispatch of one case is decided by, and the dispatch itself. */
export function useDispatch(of: Case, onDone: (receipt: Receipt) => void) {
  const language = useLanguage()
  const proposal = useProposal(of.id, true)
  const load = useUnitLoad(of.placeCode)
  const [chosenId, choose] = useState<string | null>(null)
  const [limit, setLimit] = useState<TimeLimit | null>(null)
  const [reason, setReason] = useState('')
  const step = useCaseAction(of, 'dispatch')
  const tell = useTold()
  const units = load.data?.units.filter((unit) => mayTake(of, unit))
  const proposedId = proposal.data?.unitId ?? null
  const inReach = units === undefined || proposedId === null || units.some(({ id }) => id === proposedId)
  const unitId = chosenId ?? (inReach ? proposedId : null)
  const unit = units?.find(({ id }) => id === unitId)
  const nameOf = ({ name, nameEn }: UnitLoad): string => (language === 'zh' ? name : (nameEn ?? name))
  const needsReason = limit !== null && reason.trim() === ''
  const submit = async (): Promise<void> => {
    if (unitId === null || needsReason || step.moved !== null) return
    const receipt = await step.send({ unitId, ...(limit && { limit }), reason: reason.trim() })
    if (!receipt) return
    tell('dispatch', receipt)
    onDone(receipt)
  }
  return {
    ...step,
    proposal,
    load,
    units,
    unitId,
    unitName: unit ? nameOf(unit) : unitId !== null ? (proposal.data?.unitName ?? null) : null,
    proposedId,
    inReach,
    choose,
    limit,
    setLimit,
    reason,
    setReason,
    needsReason,
    submit,
  }
}
export type Dispatching = ReturnType<typeof useDispatch>
