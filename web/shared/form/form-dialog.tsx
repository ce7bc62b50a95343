import { Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { dialogWords } from './dialog-words.ts'
import styles from './form.module.css'
import type { ContractFormState } from './use-contract-form.ts'

interface FormDialogProps<Values extends object> {
  readonly title: string
  /** The verb of the step. */
  readonly verb: string
  readonly state: ContractFormState<Values>
  readonly initial: Partial<Values>
  readonly onClose: () => void
  readonly children: ReactNode
  readonly width?: number
  readonly danger?: boolean
  /** Why it cannot be sent, when it cannot. */
  readonly barred?: string | null
  readonly onChange?: (changed: Partial<Values>, form: FormInstance<Values>) => void
}

/** Whoever closes a window goes on where they opened it, as long as that is there. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // By then the window is gone and its hold on the focus with it.
      setTimeout(() => before instanceof HTMLElement && before.isConnected && document.activeElement === document.body && before.focus())
    },
    [before],
  )
}

/** A form in a dialog: faults at their fields, what concerns the whole above the buttons; it stays open until it went through. */
export function FormDialog<Values extends object>(given: FormDialogProps<Values>) {
  const { title, verb, state, initial, onClose, children, width = 560, danger = false, barred = null, onChange } = given
  const words = useWords(dialogWords)
  const opened = useRef<HTMLDivElement>(null)
  // The first control is where people begin, unless they were quicker than the window.
  const focusFirst = (): void => {
    if (opened.current?.contains(document.activeElement)) return
    opened.current?.querySelector<HTMLElement>('input:not([disabled]), textarea, [tabindex="0"]')?.focus()
  }
  useEffect(() => () => state.form.resetFields(), [state.form])
  useFocusBack()
  return (
    <Modal
      open
      title={title}
      width={width}
      onCancel={onClose}
      afterOpenChange={(open) => open && focusFirst()}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="primary"
            danger={danger}
            disabled={state.busy || barred !== null}
            title={barred ?? undefined}
            onClick={() => void state.submit()}
          >
            {state.busy ? words.sending : verb}
          </Button>
        </>
      }
    >
      <div ref={opened}>
        <Form<Values>
          form={state.form}
          layout="vertical"
          className={styles.form}
          requiredMark={false}
          scrollToFirstError
          initialValues={initial}
          onFinish={() => void state.submit()}
          onValuesChange={(changed: Partial<Values>) => onChange?.(changed, state.form)}
        >
          {children}
          {/* Enter in a field sends the form. */}
          <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        </Form>
        <p className={styles.fault} role="alert">
          {state.fault ?? barred}
        </p>
      </div>
    </Modal>
  )
}
