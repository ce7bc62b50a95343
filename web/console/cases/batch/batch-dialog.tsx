import { Button, Form, Modal, Progress } from 'antd'
import { ruleOf } from '#cases/lifecycle.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import { inputOf } from '#web/console/cases/actions/fields.ts'
import type { CaseRow } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './batch.module.css'
import { BatchForm, type Values } from './batch-form.tsx'
import type { BatchPlan } from './batch-plan.ts'
import { CaseLine, ItemLine } from './item-line.tsx'
import { isToSend } from './run-batch.ts'
import { type Batch, useBatch } from './use-batch.ts'
import { batchWords } from './words.ts'

export interface BatchDialogProps {
  readonly plan: BatchPlan
  readonly onClose: () => void
  /** Hears which cases are done, each time a run has ended. */
  readonly onDone: (rows: readonly CaseRow[]) => void
}

/** One action on many cases: what is said once, what will be sent and what not and why, and how it went with each. */
export function BatchDialog({ plan, onClose, onDone }: BatchDialogProps) {
  const words = useWords(batchWords)
  const say = useSay()
  const [form] = Form.useForm<Values>()
  const batch = useBatch(plan.action, plan.able, onDone)
  const name = say(ruleOf(plan.action))
  const running = batch.state === 'running'
  return (
    <Modal
      open
      title={words.title(name, plan.able.length + plan.unable.length)}
      width={760}
      mask={{ closable: false }}
      keyboard={!running}
      closable={!running}
      onCancel={onClose}
      footer={<Footer batch={batch} name={name} submit={() => form.submit()} close={onClose} />}
    >
      <BatchForm
        action={plan.action}
        rows={plan.able}
        form={form}
        disabled={batch.state !== 'asking'}
        onFinish={(values) => void batch.start(inputOf(plan.action, values))}
      />
      {batch.state !== 'asking' && <Standing batch={batch} />}
      {batch.state === 'asking' && <p className={styles.hint}>{words.sent(plan.able.length)}</p>}
      <ul className={styles.cases}>
        {batch.items.map((item) => (
          <li key={item.row.id}>
            {batch.state === 'asking' ? (
              <CaseLine row={item.row} told={item.row.description} />
            ) : (
              <ItemLine item={item} action={plan.action} busy={running} lookAgain={batch.lookAgain} />
            )}
          </li>
        ))}
      </ul>
      {plan.unable.length > 0 && (
        <>
          <p className={styles.hint}>{words.notSent(plan.unable.length)}</p>
          <ul className={styles.cases}>
            {plan.unable.map(({ row, refusal }) => (
              <li key={row.id}>
                <CaseLine row={row} told={say(REFUSAL_TEXTS[refusal])} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}

const countDone = ({ items }: Batch): number => items.filter(({ state }) => state.kind === 'done').length
const countOver = ({ items }: Batch): number => items.filter(({ state }) => state.kind !== 'waiting' && state.kind !== 'sending').length

function Standing({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchWords)
  const all = batch.items.length
  return (
    <div role="status">
      <p>{batch.state === 'running' ? words.progress(countOver(batch), all) : words.result(countDone(batch), all - countDone(batch))}</p>
      <Progress percent={Math.round((countOver(batch) / all) * 100)} showInfo={false} status="normal" aria-hidden="true" />
    </div>
  )
}

interface FooterProps {
  readonly batch: Batch
  readonly name: string
  readonly submit: () => void
  readonly close: () => void
}

function Footer({ batch, name, submit, close }: FooterProps) {
  const words = useWords(batchWords)
  const rest = batch.items.filter(isToSend).length
  if (batch.state === 'over')
    return (
      <>
        {rest > 0 && <Button onClick={() => void batch.again()}>{words.again(rest)}</Button>}
        <Button key="close" type="primary" onClick={close}>
          {words.close}
        </Button>
      </>
    )
  return (
    <>
      <Button onClick={close} disabled={batch.state === 'running'}>
        {words.cancel}
      </Button>
      <Button key="send" type="primary" onClick={submit} loading={batch.state === 'running'}>
        {words.send(name, batch.items.length)}
      </Button>
    </>
  )
}
