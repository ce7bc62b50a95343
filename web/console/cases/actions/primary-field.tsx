import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { CASES, type Case, listCases, photoAddress, useDuplicates } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './actions.module.css'
import { actionWords } from './words.ts'

export interface PrimaryFieldProps {
  readonly of: Case
  readonly value?: string | null
  readonly onChange?: (caseId: string | null) => void
}

interface Candidate {
  readonly id: string
  readonly number: string
  readonly stage: Case['stage']
  readonly address: string
  readonly description: string
  readonly reportedAt: string
  readonly metres?: number
  readonly photoId?: string | null
}

/** Cases found by what was typed; a whole number finds its one case whatever its stage. */
const useFound = (of: Case, typed: string) =>
  useQuery({
    queryKey: [...CASES, 'search', typed],
    queryFn: async ({ signal }) => {
      const isNumber = /^\d[\d-]{7,}$/.test(typed)
      const { cases } = await listCases({ ...(isNumber ? { number: typed } : { text: typed, open: true }), limit: 10 }, signal)
      return cases.filter(({ id, stage }) => id !== of.id && stage !== 'merged')
    },
    enabled: typed.length >= 2,
  })

/** Chooses the case that this one follows: what looks the same nearby is offered, anything else is searched for. */
export function PrimaryField({ of, value, onChange }: PrimaryFieldProps) {
  const words = useWords(actionWords)
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const { data: likely } = useDuplicates(of)
  const { data: found } = useFound(of, wanted)
  const searching = wanted.length >= 2
  const candidates: readonly Candidate[] | undefined = searching ? found : likely?.hints
  const nothing = searching ? words.noCases : words.noLikely
  return (
    <div className={styles.stack}>
      <Input.Search
        aria-label={words.searchCase}
        placeholder={words.searchCase}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        allowClear
      />
      <Candidates candidates={candidates ?? []} value={value ?? null} choose={(id) => onChange?.(id)} />
      {candidates?.length === 0 && <p className={styles.hint}>{nothing}</p>}
    </div>
  )
}

interface CandidatesProps {
  readonly candidates: readonly Candidate[]
  readonly value: string | null
  readonly choose: (id: string) => void
}

function Candidates({ candidates, value, choose }: CandidatesProps) {
  const words = useWords(actionWords)
  const say = useSay()
  const { moment } = useMoments()
  const name = useId()
  return (
    <div role="radiogroup" aria-label={words.likely} className={styles.candidates}>
      {candidates.map((each) => (
        <label key={each.id} className={styles.candidate} data-chosen={each.id === value}>
          <input type="radio" name={name} checked={each.id === value} onChange={() => choose(each.id)} />
          {each.photoId && <img src={photoAddress(each.id, each.photoId, 'thumb')} alt="" width={56} height={42} loading="lazy" />}
          <span>
            <b>{each.number}</b> {say(STAGE_NAMES[each.stage])}
            {each.metres !== undefined && ` · ${words.metresAway(each.metres)}`}
            <br />
            {each.description} · {each.address} · {moment(each.reportedAt)}
          </span>
        </label>
      ))}
    </div>
  )
}
