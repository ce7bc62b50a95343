import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { PersonAction } from '#cases/contract.ts'
import { rememberOwn } from '#web/console/cases/actions/own-versions.ts'
import { CASES, type Case, type CaseRow, takeAction } from '#web/console/cases/api.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { type BatchItem, type ItemState, runBatch } from './run-batch.ts'

type Input = Readonly<Record<string, unknown>>
const isMoved = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'case.stale'
const itemOf = (row: CaseRow): BatchItem => ({ row, version: row.version, requestId: newRequestId(), state: { kind: 'waiting' } })

export interface Batch {
  readonly items: readonly BatchItem[]
  readonly state: 'asking' | 'running' | 'over'
  readonly start: (input: Input) => Promise<void>
  /** Sends what is not done once more, with the same words and the same ids. */
  readonly again: () => Promise<void>
  /** Goes on with a case as it is now: another version is another submission. */
  readonly lookAgain: (now: Case) => void
}

/** Takes one action on many cases through the ordinary route of each; `onDone` hears which of them are done. */
export function useBatch(action: PersonAction, rows: readonly CaseRow[], onDone: (rows: readonly CaseRow[]) => void): Batch {
  const client = useQueryClient()
  const [items, setItems] = useState<readonly BatchItem[]>(() => rows.map(itemOf))
  const [state, setState] = useState<Batch['state']>('asking')
  const latest = useRef(items)
  const input = useRef<Input>({})
  const change = useCallback((id: string, part: Partial<BatchItem>) => {
    latest.current = latest.current.map((item) => (item.row.id === id ? { ...item, ...part } : item))
    setItems(latest.current)
  }, [])
  const send = async ({ row, version, requestId }: BatchItem) => {
    const receipt = await takeAction({ id: row.id, action, version, requestId, input: input.current })
    rememberOwn(row.id, receipt.version)
    return receipt
  }
  const run = async (): Promise<void> => {
    setState('running')
    const tell = (id: string, next: ItemState): void => change(id, { state: next })
    await runBatch({ action, items: latest.current, send, isMoved, tell })
    setState('over')
    onDone(latest.current.filter((item) => item.state.kind === 'done').map(({ row }) => row))
    await client.invalidateQueries({ queryKey: CASES })
  }
  return {
    items,
    state,
    start: async (given) => {
      input.current = given
      await run()
    },
    again: run,
    lookAgain: (now) => change(now.id, { version: now.version, requestId: newRequestId(), state: { kind: 'waiting' } }),
  }
}
