import { Button, Input } from 'antd'
import { useState } from 'react'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { LIKENESS_WORDS } from '#cases/likeness-words.ts'
import { type DuplicateHint, photoAddress } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import intake from './intake.module.css'
import styles from './likely-part.module.css'
import type { SameCase } from './report.ts'
import { intakeWords } from './words.ts'

interface LikelyCaseProps {
  readonly hint: DuplicateHint
  /** Whether the report has a type to compare. */
  readonly typed: boolean
  readonly same: SameCase | null
  readonly onSame: (same: SameCase | null) => void
  readonly onNothing: () => void
}

const PARTS = ['place', 'type', 'text', 'time'] as const
const TELLING = 0.5

/** Reasons that speak for the same problem; a type that one side lacks speaks for nothing. */
const reasonsOf = ({ likeness, typeCode }: DuplicateHint, typed: boolean): readonly (typeof PARTS)[number][] =>
  PARTS.filter((part) => likeness[part] >= TELLING && (part !== 'type' || (typed && typeCode !== null)))

/** A case that may be the same: where it stands, why it is shown, and what can be done when it is. */
export function LikelyCase({ hint, typed, same, onSame, onNothing }: LikelyCaseProps) {
  const words = useWords(intakeWords)
  const say = useSay()
  const { moment } = useMoments()
  const [open, setOpen] = useState(false)
  const reasons = reasonsOf(hint, typed).map((part) => say(LIKENESS_WORDS[part]))
  const chosen = same?.id === hint.id
  return (
    <li data-chosen={chosen}>
      {hint.photoId ? (
        <img src={photoAddress(hint.id, hint.photoId, 'thumb')} alt="" width={64} height={48} loading="lazy" />
      ) : (
        <span className={styles.blank} />
      )}
      <div className={styles.likelyText}>
        <div className={styles.likelyHead}>
          <p>
            <b>{words.metres(hint.metres)}</b>
            {` · ${say(STAGE_NAMES[hint.stage])} · ${moment(hint.reportedAt)}`}
          </p>
          {!open && !chosen && (
            <Button size="small" onClick={() => setOpen(true)}>
              {words.thisOne}
            </Button>
          )}
        </div>
        <p className={styles.clip} title={`${hint.description}\n${hint.address}`}>
          {hint.description}
        </p>
        <p className={intake.faint}>
          {[hint.number, reasons.length > 0 && words.because(reasons.join(words.reasonComma))].filter(Boolean).join(' · ')}
        </p>
        {chosen && same && <Merging same={same} onSame={onSame} />}
        {open && !chosen && <Choices hint={hint} onSame={onSame} onNothing={onNothing} close={() => setOpen(false)} />}
      </div>
    </li>
  )
}

interface ChoicesProps extends Pick<LikelyCaseProps, 'hint' | 'onSame' | 'onNothing'> {
  readonly close: () => void
}

function Choices({ hint, onSame, onNothing, close }: ChoicesProps) {
  const words = useWords(intakeWords)
  const mayMerge = useMay('case.accept') && hint.stage !== 'merged'
  const merge = (): void => {
    onSame({ id: hint.id, number: hint.number, reason: words.mergeReasonText(hint.number) })
    close()
  }
  return (
    <div className={styles.choices}>
      <Button size="small" href={`/cases/${hint.id}`} target="_blank">
        {words.openIt}
      </Button>
      <Button size="small" onClick={onNothing}>
        {words.addNothing}
      </Button>
      {mayMerge && (
        <Button size="small" onClick={merge}>
          {words.mergeInto}
        </Button>
      )}
      <Button size="small" type="text" onClick={close}>
        {words.notThis}
      </Button>
    </div>
  )
}

function Merging({ same, onSame }: { readonly same: SameCase } & Pick<LikelyCaseProps, 'onSame'>) {
  const words = useWords(intakeWords)
  return (
    <div className={styles.merging}>
      <p role="status">{words.merging(same.number)}</p>
      <Input.TextArea
        aria-label={words.mergeReason}
        value={same.reason}
        maxLength={500}
        autoSize={{ minRows: 1, maxRows: 3 }}
        onChange={({ target }) => onSame({ ...same, reason: target.value })}
      />
      <Button size="small" type="text" onClick={() => onSame(null)}>
        {words.notThis}
      </Button>
    </div>
  )
}
