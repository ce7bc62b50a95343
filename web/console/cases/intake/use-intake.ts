import { useEffect, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { keepDraft, readDraft } from './draft.ts'
import { type Faults, FIELDS, type FieldName, faultsOfProblem, faultsOfReport } from './faults.ts'
import { controlId } from './field.tsx'
import { blankReport, holdsAnything, type Report } from './report.ts'
import { usePlace } from './use-place.ts'
import { type FollowUp, useSubmission } from './use-submission.ts'
import { intakeWords } from './words.ts'

/** The columns of a report that a field of the form shows. */
const SHOWN_BY: Partial<Record<keyof Report, FieldName>> = {
  typeCode: 'type',
  conditionNumber: 'condition',
  callerName: 'caller',
  callerContact: 'caller',
}
const fieldsOf = (part: Partial<Report>): readonly string[] => Object.keys(part).map((key) => SHOWN_BY[key as keyof Report] ?? key)

const without = (faults: Faults, names: readonly string[]): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => !names.includes(name)))

function followUpOf({ same, typeCode, conditionNumber }: Report, accept: boolean): FollowUp | null {
  if (same) return { action: 'merge', input: { primaryCaseId: same.id, reason: same.reason } }
  return accept ? { action: 'accept', input: { typeCode, conditionNumber, note: '' } } : null
}

/** Puts the operator into the first field that is at fault; a group of radios into its first. */
function goToFault(faults: Faults): void {
  const first = FIELDS.find((name) => faults[name] !== undefined)
  if (first === undefined) return
  const field = document.querySelector(`[data-field="${first}"]`)
  const control = document.getElementById(controlId(first)) ?? field?.querySelector<HTMLElement>('input, button')
  control?.focus()
  field?.scrollIntoView({ block: 'nearest' })
}

/** One report at a time: what is written, what is wrong with it, and its way to the server. */
export function useIntake() {
  const words = useWords(intakeWords)
  const { personId } = useMe()
  const [draft] = useState(() => readDraft(personId))
  const [report, setReport] = useState<Report>(() => draft?.report ?? blankReport())
  const [faults, setFaults] = useState<Faults>({})
  const [uploading, setUploading] = useState(false)
  const [restored, setRestored] = useState(draft !== null)
  const [round, setRound] = useState(0)
  const submission = useSubmission(draft?.requestId)
  const { fault: placeFault } = usePlace(report.place)
  const { registered, problem, sending } = submission
  const holds = holdsAnything(report)
  const requestId = submission.requestId()

  useEffect(
    () => keepDraft(personId, registered || !holds ? null : { report, requestId }),
    [personId, report, registered, holds, requestId],
  )
  useEffect(() => {
    const refused = faultsOfProblem(problem).faults
    setFaults(refused)
    goToFault(refused)
  }, [problem])

  const change = (part: Partial<Report>): void => {
    setReport((before) => ({ ...before, ...part }))
    setFaults((before) => without(before, fieldsOf(part)))
    if (Object.values(part).some((value) => typeof value === 'string' && value !== '')) setRestored(false)
  }
  const untyped = (accept: boolean): Faults => (accept && report.typeCode === null ? { type: words.typeToAccept } : {})
  const send = (accept: boolean): void => {
    if (sending || uploading || registered) return
    const found: Faults = { ...faultsOfReport(report, words.faults), ...(placeFault !== null && { place: placeFault }), ...untyped(accept) }
    setFaults(found)
    if (Object.keys(found).length > 0) goToFault(found)
    else void submission.send(report, followUpOf(report, accept))
  }
  const startAnew = (): void => {
    submission.startAnew()
    setReport(blankReport(report.channel))
    setFaults({})
    setRestored(false)
    setUploading(false)
    setRound(round + 1)
  }
  return {
    report,
    change,
    faults,
    uploading,
    setUploading,
    restored,
    holds,
    sending,
    registered,
    /** What was refused and belongs to no field. */
    problem: faultsOfProblem(problem).rest ? problem : null,
    send,
    again: submission.again,
    clear: startAnew,
    startAnew,
    /** Another number, another form. */
    round,
  }
}
export type IntakeDesk = ReturnType<typeof useIntake>
