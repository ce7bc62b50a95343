import { Alert, Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { PendingKind } from '#cases/lifecycle.ts'
import { useToldRequest } from '#web/console/cases/actions/asked.tsx'
import { MovedNotice } from '#web/console/cases/actions/moved-notice.tsx'
import { useCaseAction } from '#web/console/cases/actions/use-case-action.ts'
import { useTold } from '#web/console/cases/actions/use-told.tsx'
import type { Case, Receipt } from '#web/console/cases/api.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import { DECIDES } from './decides.ts'
import { Precedents } from './precedents.tsx'
import styles from './supervision.module.css'
import { supervisionWords } from './words.ts'

interface RulingFormProps {
  readonly of: Case
  readonly kind: PendingKind
  readonly isPrimary: boolean
  readonly rule: RefObject<(() => void) | null>
  readonly atOnce: boolean
  readonly onDone: (receipt: Receipt) => void
  readonly onLeave: () => void
}

/** A request with its reason, what was ruled before on the like, and the two answers it can have. */
export function RulingForm({ of, kind, isPrimary, rule, atOnce, onDone, onLeave }: RulingFormProps) {
  const words = useWords(supervisionWords)
  const errorText = useErrorText()
  const id = useId()
  const [ruling, setRuling] = useState('')
  const [missing, setMissing] = useState(false)
  const field = useRef<TextAreaRef>(null)
  const { sending, problem, moved, send, lookAgain } = useCaseAction(of, DECIDES[kind])
  const tell = useTold()
  useEffect(() => {
    rule.current = () => field.current?.focus()
    if (atOnce) rule.current()
    return () => {
      rule.current = null
    }
  }, [rule, atOnce])
  const decide = async (granted: boolean): Promise<void> => {
    if (ruling.trim() === '') {
      setMissing(true)
      return field.current?.focus()
    }
    const receipt = await send({ granted, ruling: ruling.trim() })
    if (!receipt) return
    tell(DECIDES[kind], receipt)
    onDone(receipt)
  }
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      field.current?.blur()
      onLeave()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void decide(!event.shiftKey)
    }
  }
  const write = (text: string): void => {
    setRuling(text)
    setMissing(false)
  }
  const blocked = sending || moved !== null
  return (
    <div className={styles.ruling}>
      {moved && <MovedNotice action={DECIDES[kind]} moved={moved} lookAgain={lookAgain} />}
      <div className={styles.beside}>
        <section className={styles.request} aria-label={words.ruleOn[kind]}>
          <Request of={of} kind={kind} />
          <label htmlFor={id}>{words.ruling}</label>
          <Input.TextArea
            id={id}
            ref={field}
            value={ruling}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            status={missing ? 'error' : ''}
            aria-invalid={missing}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => write(target.value)}
            onKeyDown={hear}
          />
          <p id={`${id}-hint`} className={missing ? styles.missing : styles.faint} role={missing ? 'alert' : undefined}>
            {missing ? words.rulingNeeded : words.rulingHint}
          </p>
          <div className={styles.buttons}>
            <Button type={isPrimary ? 'primary' : 'default'} disabled={blocked} onClick={() => void decide(true)}>
              {sending ? words.sending : words.grant[kind]}
            </Button>
            <Button disabled={blocked} onClick={() => void decide(false)}>
              {words.refuse}
            </Button>
          </div>
          <span role="alert">{problem !== null && <Alert type="error" showIcon title={errorText(problem)} />}</span>
        </section>
        <Precedents
          of={of}
          onReuse={(text) => {
            write(text)
            field.current?.focus()
          }}
        />
      </div>
    </div>
  )
}

/** Who asks for what, why, and what the clock does meanwhile. */
function Request({ of, kind }: Pick<RulingFormProps, 'of' | 'kind'>) {
  const words = useWords(supervisionWords)
  const language = useLanguage()
  const told = useToldRequest()
  const { moment } = useMoments()
  const unit = of.unitId === null ? '' : (of.named[of.unitId]?.[language] ?? of.unitName ?? '')
  return (
    <>
      <h2>{words.asks[kind]}</h2>
      <p className={styles.faint}>
        {of.pendingAt && words.by(unit, moment(of.pendingAt))}
        {` · ${of.active?.standing ? words.clockStands : words.clockRuns}`}
      </p>
      <p className={styles.reason}>{told(of.pendingDetail ?? {})}</p>
      {of.photos.length > 0 && <p className={styles.faint}>{words.photosBelow(of.photos.length)}</p>}
    </>
  )
}
