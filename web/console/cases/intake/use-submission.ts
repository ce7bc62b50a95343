import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { CASES, caseQuery, type Receipt, takeAction } from '#web/console/cases/api.ts'
import { reportCase } from '#web/console/cases/api-intake.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { inputOf, type Report } from './report.ts'

/** What is to be done with the case once it is registered. */
export interface FollowUp {
  readonly action: 'accept' | 'merge'
  readonly input: Readonly<Record<string, unknown>>
}
type Made = Pick<Receipt, 'id' | 'number' | 'stage' | 'version'>

/** A registered case. */
export interface Registered {
  readonly made: Made
  readonly report: Report
  /** An earlier sending had arrived after all: what was changed since is not in the case. */
  readonly arrivedBefore: boolean
  /** What was asked for besides and is not done. */
  readonly open: FollowUp | null
  /** Why not. */
  readonly problem: unknown
}

/** The case of an earlier sending under the same id, which is the id of the case. */
const isArrived = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'request.reused'

/** Sends a report once however often it is asked to: one id for one form, kept over every retry. */
export function useSubmission(firstId: string | undefined) {
  const client = useQueryClient()
  const ids = useRef({ report: firstId ?? newRequestId(), follow: newRequestId() })
  const busy = useRef(false)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [registered, setRegistered] = useState<Registered | null>(null)

  const arrive = async (report: Report): Promise<Pick<Registered, 'made' | 'arrivedBefore'>> => {
    const id = ids.current.report
    try {
      return { made: await reportCase(inputOf(report, id)), arrivedBefore: false }
    } catch (error) {
      if (!isArrived(error)) throw error
      return { made: await client.fetchQuery({ ...caseQuery(id), staleTime: 0 }), arrivedBefore: true }
    }
  }
  const follow = async (made: Made, { action, input }: FollowUp): Promise<Made> =>
    takeAction({ id: made.id, action, version: made.version, requestId: ids.current.follow, input })
  /** The second step never takes the first one with it. */
  const goOn = async (first: Omit<Registered, 'open' | 'problem'>, wanted: FollowUp | null): Promise<void> => {
    // An inspector's own report may need no acceptance.
    const needed = wanted !== null && first.made.stage === 'reported' ? wanted : null
    try {
      const made = needed ? await follow(first.made, needed) : first.made
      setRegistered({ ...first, made, open: null, problem: null })
    } catch (error) {
      setRegistered({ ...first, open: needed, problem: error })
    }
    void client.invalidateQueries({ queryKey: CASES })
  }
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(error)
    } finally {
      busy.current = false
      setSending(false)
    }
  }
  const send = (report: Report, wanted: FollowUp | null): Promise<void> =>
    once(async () => goOn({ ...(await arrive(report)), report }, wanted))
  const again = (): Promise<void> => once(async () => (registered ? goOn(registered, registered.open) : undefined))
  const startAnew = (): void => {
    ids.current = { report: newRequestId(), follow: newRequestId() }
    setRegistered(null)
    setProblem(null)
  }
  return { sending, problem, registered, send, again, startAnew, requestId: () => ids.current.report }
}
