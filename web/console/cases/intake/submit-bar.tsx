import { Button, Popconfirm } from 'antd'
import { Unreachable } from '#web/shared/api/problem.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import intake from './intake.module.css'
import type { Report } from './report.ts'
import styles from './submit-bar.module.css'
import { useOnline } from './use-online.ts'
import { intakeWords } from './words.ts'

interface SubmitBarProps {
  readonly report: Report
  readonly sending: boolean
  readonly uploading: boolean
  /** How many fields are at fault. */
  readonly faulty: number
  /** What was refused and belongs to no field. */
  readonly problem: unknown
  readonly holds: boolean
  readonly restored: boolean
  readonly onSend: (accept: boolean) => void
  readonly onClear: () => void
}

/** The buttons and, above them, one line on how the registration stands. */
export function SubmitBar(props: SubmitBarProps) {
  const { report, sending, uploading, holds, onSend, onClear } = props
  const words = useWords(intakeWords)
  const mayAccept = useMay('case.accept')
  const waits = sending || uploading
  const ready = report.typeCode !== null && report.conditionNumber !== null
  return (
    <footer className={styles.submit}>
      <Told {...props} />
      <div className={intake.buttons}>
        <Button type="primary" disabled={waits} onClick={() => onSend(false)} title={words.keys} aria-keyshortcuts="Control+Enter">
          {report.same ? words.registerAndMerge : words.register}
        </Button>
        {mayAccept && report.same === null && (
          <Button
            disabled={waits || !ready}
            onClick={() => onSend(true)}
            title={ready ? words.keysAccept : words.acceptNeeds}
            aria-keyshortcuts="Control+Shift+Enter"
          >
            {words.registerAndAccept}
          </Button>
        )}
        <span className={styles.room} />
        <Popconfirm title={words.clearTitle} description={words.clearText} onConfirm={onClear} disabled={!holds || sending}>
          <Button type="text" disabled={!holds || sending}>
            {words.clear}
          </Button>
        </Popconfirm>
      </div>
    </footer>
  )
}

function Told({ report, sending, uploading, faulty, problem, restored }: SubmitBarProps) {
  const words = useWords(intakeWords)
  const errorText = useErrorText()
  const online = useOnline()
  const text = sending
    ? words.sending
    : problem instanceof Unreachable
      ? words.kept
      : problem !== null
        ? `${words.notDone}：${errorText(problem)}`
        : faulty > 0
          ? words.seeFields(faulty)
          : !online
            ? words.offline
            : uploading
              ? words.uploading
              : restored
                ? words.restored
                : report.same
                  ? words.keys
                  : words.allKeys
  const wrong = !sending && (problem !== null || faulty > 0 || !online)
  return (
    <p className={wrong ? intake.fault : intake.faint} role={wrong ? 'alert' : 'status'}>
      {text}
    </p>
  )
}
