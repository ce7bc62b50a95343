import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { refusalOf } from '#cases/refusal.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import { rowState } from '#cases/row-refusal.ts'
import { type Case, type CaseRow, caseQuery } from '#web/console/cases/api.ts'
import { EventLine } from '#web/console/cases/case/event-line.tsx'
import { useRowNames } from '#web/console/cases/queue/names.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './batch.module.css'
import type { BatchItem } from './run-batch.ts'
import { batchWords } from './words.ts'

/** A case in one line, with what is said of it. */
export function CaseLine({ row, told, kind }: { readonly row: CaseRow; readonly told: string; readonly kind?: 'problem' | 'pending' }) {
  const words = useWords(batchWords)
  const typeName = useRowNames()(row).type ?? words.noType
  return (
    <div className={styles.one}>
      <span>{row.number}</span>
      <span title={`${typeName} · ${row.address}`}>{`${typeName} · ${row.address}`}</span>
      <span className={`${styles.whole} ${kind ? styles[kind] : ''}`}>{told}</span>
    </div>
  )
}

interface ItemLineProps {
  readonly item: BatchItem
  readonly action: PersonAction
  readonly busy: boolean
  readonly lookAgain: (now: Case) => void
}

/** How it stands with one case of a batch; both versions where somebody else was first. */
export function ItemLine({ item, action, busy, lookAgain }: ItemLineProps) {
  const words = useWords(batchWords)
  const say = useSay()
  const errorText = useErrorText()
  const { row, state } = item
  if (state.kind === 'done') return <CaseLine row={row} told={words.done(say(STAGE_NAMES[state.receipt.stage]))} />
  if (state.kind === 'failed') return <CaseLine row={row} told={errorText(state.error)} kind="problem" />
  if (state.kind !== 'moved') return <CaseLine row={row} told={words[state.kind]} kind="pending" />
  return (
    <>
      <CaseLine row={row} told={words.moved} kind="problem" />
      <BothVersions item={item} action={action} busy={busy} lookAgain={lookAgain} />
    </>
  )
}

function BothVersions({ item: { row, version }, action, busy, lookAgain }: ItemLineProps) {
  const words = useWords(batchWords)
  const say = useSay()
  const me = useMe()
  const { data: now } = useQuery({ ...caseQuery(row.id), staleTime: 0 })
  if (!now || now.version <= version) return null
  const refusal = refusalOf(action, rowState(now, me), me)
  return (
    <div className={styles.moved}>
      <p>{words.youSaw(version, say(STAGE_NAMES[row.stage]))}</p>
      <p>{words.itIs(now.version, say(STAGE_NAMES[now.stage]))}</p>
      <ul>
        {now.events
          .filter(({ seq }) => seq > version)
          .map((event) => (
            <li key={event.seq}>
              <EventLine event={event} named={now.named} />
            </li>
          ))}
      </ul>
      {refusal === null ? (
        <Button size="small" disabled={busy} onClick={() => lookAgain(now)}>
          {words.goOn}
        </Button>
      ) : (
        <p>{words.noLonger(say(REFUSAL_TEXTS[refusal]))}</p>
      )}
    </div>
  )
}
