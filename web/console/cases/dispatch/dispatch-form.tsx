import { Alert, Button, Input } from 'antd'
import { type RefObject, useEffect, useId, useRef } from 'react'
import type { PersonAction } from '#cases/contract.ts'
import { ruleOf } from '#cases/lifecycle.ts'
import { refusalOf } from '#cases/refusal.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import { rowState } from '#cases/row-refusal.ts'
import { fieldWords } from '#web/console/cases/actions/field-words.ts'
import { OwnLimitField } from '#web/console/cases/actions/limit-field.tsx'
import { MovedNotice } from '#web/console/cases/actions/moved-notice.tsx'
import type { Case, Receipt } from '#web/console/cases/api.ts'
import type { NextStepProps } from '#web/console/cases/case/next-step.tsx'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './dispatch.module.css'
import { Proposed } from './proposed.tsx'
import { UnitChoice } from './unit-choice.tsx'
import { type Dispatching, useDispatch } from './use-dispatch.ts'
import { dispatchWords } from './words.ts'

interface DispatchFormProps extends NextStepProps {
  readonly confirm: RefObject<(() => void) | null>
  readonly onDone: (receipt: Receipt) => void
}

/** To which unit, why, how full it is, and one button that Enter presses. */
export function DispatchForm({ of, open, choose, confirm, onDone }: DispatchFormProps) {
  const words = useWords(dispatchWords)
  const dispatching = useDispatch(of, onDone)
  const { unitName, moved, lookAgain, problem, submit } = dispatching
  const errorText = useErrorText()
  const latest = useRef(submit)
  latest.current = submit
  useEffect(() => {
    confirm.current = () => void latest.current()
    return () => {
      confirm.current = null
    }
  }, [confirm])
  return (
    <form
      className={styles.form}
      aria-label={words.form(of.number)}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {moved && (
        <MovedNotice action="dispatch" moved={moved} meant={unitName === null ? undefined : words.meant(unitName)} lookAgain={lookAgain} />
      )}
      <p className={styles.description}>{of.description}</p>
      <div className={styles.head}>
        <Proposed dispatching={dispatching} />
        <div className={styles.buttons}>
          <Submit dispatching={dispatching} isPrimary={open === null} />
          <Elsewhere of={of} action="refer-down" open={open} choose={choose} />
          <Elsewhere of={of} action="request-up" open={open} choose={choose} />
        </div>
      </div>
      <span role="alert">{problem !== null && <Alert type="error" showIcon title={errorText(problem)} />}</span>
      <Terms of={of} dispatching={dispatching} />
      <UnitChoice of={of} dispatching={dispatching} />
    </form>
  )
}

function Submit({ dispatching, isPrimary }: { readonly dispatching: Dispatching; readonly isPrimary: boolean }) {
  const words = useWords(dispatchWords)
  const { sending, unitId, needsReason, moved } = dispatching
  return (
    <Button
      type={isPrimary ? 'primary' : 'default'}
      htmlType="submit"
      disabled={sending || unitId === null || needsReason || moved !== null}
    >
      {sending ? words.sending : words.dispatch}
      <span className={styles.key} title={words.enterKey} aria-hidden="true">
        {ENTER}
      </span>
    </Button>
  )
}
const ENTER = '↵'

/** Another level's matter; where that cannot be, the reason is told. */
function Elsewhere({ of, action, open, choose }: NextStepProps & { readonly action: PersonAction }) {
  const say = useSay()
  const me = useMe()
  const refusal = refusalOf(action, rowState(of, me), me)
  if (!me.permissions.has(ruleOf(action).permission)) return null
  return (
    <Button
      aria-expanded={open === action}
      disabled={refusal !== null}
      title={refusal === null ? undefined : say(REFUSAL_TEXTS[refusal])}
      onClick={() => choose(action)}
    >
      {say(ruleOf(action))}
    </Button>
  )
}

/** The limit, and the reason another limit needs or another unit may have. */
function Terms({ of, dispatching }: { readonly of: Case; readonly dispatching: Dispatching }) {
  const words = useWords(dispatchWords)
  const id = useId()
  const say = useSay()
  const { limit, setLimit, reason, setReason, needsReason, unitId, proposedId } = dispatching
  const isOther = proposedId !== null && unitId !== null && unitId !== proposedId
  return (
    <div className={styles.terms}>
      <span className={styles.label}>{say(fieldWords.ownLimit)}</span>
      <OwnLimitField of={of} value={limit} onChange={setLimit} />
      {(limit !== null || isOther) && (
        <label htmlFor={id} className={styles.reason}>
          <span>{limit === null ? words.otherReason : words.limitChanged}</span>
          <Input
            id={id}
            value={reason}
            maxLength={500}
            status={needsReason ? 'warning' : ''}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
    </div>
  )
}
