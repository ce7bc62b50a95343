import { useRef, useState } from 'react'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import type { ImportOutcome } from './import-outcome.ts'

/** One import as the route takes it. */
export type SendImport<Outcome extends ImportOutcome> = (file: File, requestId: string, dryRun: boolean) => Promise<Outcome>

type Step = 'idle' | 'checking' | 'checked' | 'importing' | 'imported' | 'failed'

interface ImportState<Outcome> {
  readonly step: Step
  readonly file: File | null
  readonly outcome: Outcome | null
  readonly fault: string | null
}

const IDLE = { step: 'idle', file: null, outcome: null, fault: null } as const

/** A file is tried as soon as it is chosen and taken when the person says so; the same request id until it went through. */
export function useImport<Outcome extends ImportOutcome>(send: SendImport<Outcome>, onImported: (outcome: Outcome) => void) {
  const errorText = useErrorText()
  const requestId = useRef(newRequestId())
  const [state, setState] = useState<ImportState<Outcome>>(IDLE)
  const run = async (file: File, dryRun: boolean): Promise<void> => {
    setState((before) => ({ ...before, step: dryRun ? 'checking' : 'importing', file, fault: null }))
    try {
      const outcome = await send(file, requestId.current, dryRun)
      setState({ step: outcome.imported ? 'imported' : 'checked', file, outcome, fault: null })
      if (outcome.imported) onImported(outcome)
    } catch (error) {
      setState((before) => ({ ...before, step: 'failed', fault: errorText(error) }))
    }
  }
  const choose = (file: File): void => {
    requestId.current = newRequestId()
    setState(IDLE)
    void run(file, true)
  }
  const take = (): void => {
    if (state.file) void run(state.file, false)
  }
  return { ...state, choose, take }
}
