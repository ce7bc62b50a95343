import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { ORGANISATION } from './api.ts'
import { faultsOf } from './field-faults.ts'
import styles from './organisation.module.css'
import { organisationWords } from './words.ts'

interface WriteFormProps<Values extends object> {
  readonly initial: Partial<Values>
  /** The verb of the step. */
  readonly verb: string
  readonly danger?: boolean
  /** Sends what was given; `requestId` stays the same over retries of one form. */
  readonly send: (values: Values, requestId: string) => Promise<unknown>
  readonly onDone: () => void
  readonly onCancel: () => void
  /** Not everything that must be given is a field of the form. */
  readonly ready?: boolean
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
}

/** A form that writes once however often it is sent, and shows each refusal at its field. */
export function WriteForm<Values extends object>(props: WriteFormProps<Values>) {
  const { initial, verb, danger = false, send, onDone, onCancel, ready = true, children } = props
  const words = useWords(organisationWords)
  const { message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const requestId = useRef(newRequestId())
  const refuse = (error: unknown): void => {
    const fields = form.getFieldsValue(true) as Record<string, unknown>
    const { atFields, other } = faultsOf(error, Object.keys(fields), errorText)
    form.setFields(atFields as unknown as Parameters<typeof form.setFields>[0])
    setProblem(other)
    // What was refused left nothing behind: what is sent next is something else.
    if (error instanceof ApiProblem) requestId.current = newRequestId()
  }
  const submit = async (values: Values): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await send(values, requestId.current)
      void client.invalidateQueries({ queryKey: ORGANISATION })
      message.success(words.done)
      onDone()
    } catch (error) {
      refuse(error)
    }
    setBusy(false)
  }
  return (
    <Form<Values> form={form} layout="vertical" initialValues={initial} requiredMark={false} onFinish={(values) => void submit(values)}>
      {typeof children === 'function' ? children(form) : children}
      {problem !== null && <Alert type="error" showIcon title={problem} role="alert" className={styles.problem} />}
      <div className={styles.formFoot}>
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="primary" danger={danger} htmlType="submit" disabled={busy || !ready}>
          {verb}
        </Button>
      </div>
    </Form>
  )
}

interface WriteDialogProps<Values extends object> extends Omit<WriteFormProps<Values>, 'onCancel' | 'onDone'> {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone?: () => void
  readonly width?: number
}

/** A form in a window of its own; what was typed is gone with the window. */
export function WriteDialog<Values extends object>({ title, open, onClose, onDone, width = 480, ...form }: WriteDialogProps<Values>) {
  const done = (): void => {
    onClose()
    onDone?.()
  }
  return (
    <Modal title={title} open={open} onCancel={onClose} footer={null} width={width} destroyOnHidden mask={{ closable: false }}>
      <WriteForm<Values> {...form} onCancel={onClose} onDone={done} />
    </Modal>
  )
}
