import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { PersonAction } from '#cases/contract.ts'
import { CASES, type Case, caseQuery, type Receipt, takeAction } from '#web/console/cases/api.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { rememberOwn } from './own-versions.ts'

/** The case has moved since it was looked at: which version that was, and what it is now. */
export interface Moved {
  readonly seen: number
  readonly now: Case
}

export interface CaseAction {
  readonly sending: boolean
  /** Why it was refused; null while there is nothing to say. */
  readonly problem: unknown
  /** Null while the case is as it was seen. */
  readonly moved: Moved | null
  /** Null when it was refused, or while it is still being sent: a double click sends once. */
  readonly send: (input: Readonly<Record<string, unknown>>) => Promise<Receipt | null>
  /** Goes on with the case as it is now. */
  readonly lookAgain: () => void
}

/** The same content goes out under the same id however often it is sent; other content is another submission. */
function useRequestId(): (content: string) => string {
  const last = useRef({ content: '', id: '' })
  return (content) => {
    if (last.current.content !== content) last.current = { content, id: newRequestId() }
    return last.current.id
  }
}

/** One action on one case by its own page: sends it once, with the version the person saw, and knows when that is no longer how things are. */
export function useCaseAction(shown: Case, action: PersonAction): CaseAction {
  const client = useQueryClient()
  const [seen, setSeen] = useState(shown.version)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const busy = useRef(false)
  const requestIdOf = useRequestId()

  const submit = async (input: Readonly<Record<string, unknown>>): Promise<Receipt | null> => {
    const requestId = requestIdOf(JSON.stringify([seen, input]))
    try {
      const receipt = await takeAction({ id: shown.id, action, version: seen, requestId, input })
      rememberOwn(shown.id, receipt.version)
      setSeen(receipt.version)
      await client.invalidateQueries({ queryKey: CASES })
      return receipt
    } catch (error) {
      const stale = error instanceof ApiProblem && error.code === 'case.stale'
      setProblem(stale ? null : error)
      // What it is now, and who did what meanwhile, is read whole: the answer to a conflict names no people.
      if (error instanceof ApiProblem && error.status === 409) await client.fetchQuery({ ...caseQuery(shown.id), staleTime: 0 })
      return null
    }
  }
  const send = async (input: Readonly<Record<string, unknown>>): Promise<Receipt | null> => {
    if (busy.current) return null
    busy.current = true
    setSending(true)
    setProblem(null)
    try {
      return await submit(input)
    } finally {
      busy.current = false
      setSending(false)
    }
  }
  const lookAgain = (): void => {
    setSeen(shown.version)
    setProblem(null)
  }
  return { sending, problem, moved: shown.version > seen && !sending ? { seen, now: shown } : null, send, lookAgain }
}
