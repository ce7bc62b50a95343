import { EyeOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import styles from './field.module.css'
import { Field, toldBy } from './field.tsx'
import type { FormPart } from './intake-form.tsx'
import { maskContact } from './mask-contact.ts'
import { intakeWords } from './words.ts'

/** Who called. The contact is masked as soon as it has been typed; to see or change it is a step of its own. */
export function CallerFields({ report, change, faults }: FormPart) {
  const words = useWords(intakeWords)
  return (
    <Field name="caller" faults={faults} group>
      <div className={styles.pair}>
        <Input
          aria-label={words.callerName}
          placeholder={words.callerName}
          value={report.callerName}
          maxLength={50}
          autoComplete="off"
          onChange={({ target }) => change({ callerName: target.value })}
        />
        <Contact report={report} change={change} faults={faults} />
      </div>
    </Field>
  )
}

function Contact({ report, change, faults }: FormPart) {
  const words = useWords(intakeWords)
  const [open, setOpen] = useState(report.callerContact === '')
  const input = useRef<InputRef>(null)
  const masked = !open && report.callerContact !== ''
  const reveal = (): void => {
    setOpen(true)
    requestAnimationFrame(() => input.current?.focus({ cursor: 'end' }))
  }
  return (
    <Input
      {...toldBy('caller', faults)}
      ref={input}
      aria-label={words.callerContact}
      title={words.callerNote}
      placeholder={words.callerContact}
      value={masked ? maskContact(report.callerContact) : report.callerContact}
      readOnly={masked}
      maxLength={100}
      autoComplete="off"
      inputMode="tel"
      onFocus={() => report.callerContact === '' && setOpen(true)}
      onBlur={() => setOpen(false)}
      onChange={({ target }) => change({ callerContact: target.value })}
      suffix={
        masked ? (
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label={words.reveal}
            title={words.reveal}
            onMouseDown={(event) => event.preventDefault()}
            onClick={reveal}
          />
        ) : (
          <span className={styles.noReveal} />
        )
      }
    />
  )
}
