import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { readSlots } from '#catalogue/calendar-source.ts'
import { HoursInput } from '#catalogue/contract.ts'
import { Problem } from '#platform/problem.ts'
import { type CalendarYear, setHours, useRenewCalendar } from '#web/console/catalogue/api-calendar.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import styles from './calendar.module.css'
import { calendarWords } from './words.ts'

type Slots = CalendarYear['slots']
interface Values {
  readonly slots: Slots
}

/** The hours of a working day, and changing them. */
export function WorkingHours({ slots, editable }: { readonly slots: Slots; readonly editable: boolean }) {
  const words = useWords(calendarWords)
  const [editing, setEditing] = useState(false)
  return (
    <section>
      <h2>{words.hours}</h2>
      <ul className={styles.slots}>
        {slots.map(({ from, to }) => (
          <li key={from}>{`${from}–${to}`}</li>
        ))}
      </ul>
      {editable && <Button onClick={() => setEditing(true)}>{words.editHours}</Button>}
      {editing && <HoursDialog slots={slots} onClose={() => setEditing(false)} />}
    </section>
  )
}

/** The server's own rule for slots, asked before anything is sent. */
function faultOfSlots(slots: Slots, language: 'zh' | 'en'): string | null {
  try {
    readSlots(slots)
    return null
  } catch (error) {
    return error instanceof Problem ? error.text[language] : null
  }
}

function HoursDialog({ slots, onClose }: { readonly slots: Slots; readonly onClose: () => void }) {
  const words = useWords(calendarWords)
  const language = useLanguage()
  const { message } = App.useApp()
  const renew = useRenewCalendar()
  const state = useContractForm<Values, unknown>({
    schema: HoursInput,
    inputOf: ({ slots: given }, requestId) => ({ requestId, slots: given.map(({ from, to }) => ({ from: from.trim(), to: to.trim() })) }),
    send: async (input) => {
      await setHours(input)
      await renew()
    },
    onDone: () => {
      message.success(words.saved)
      onClose()
    },
  })
  const typed: Slots = Form.useWatch('slots', state.form) ?? slots
  const whole = typed.every((slot) => /^\d\d:\d\d$/.test(slot?.from ?? '') && /^\d\d:\d\d$/.test(slot?.to ?? ''))
  return (
    <FormDialog
      title={words.hours}
      verb={words.save}
      state={state}
      initial={{ slots }}
      onClose={onClose}
      width={480}
      barred={whole ? faultOfSlots(typed, language) : null}
    >
      <p className={styles.faint}>{words.hoursText}</p>
      <Form.List name="slots">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.slotRow}>
                <span>{words.slot(name + 1)}</span>
                <Form.Item name={[name, 'from']}>
                  <Input aria-label={`${words.slot(name + 1)} ${words.from}`} placeholder="08:00" maxLength={5} />
                </Form.Item>
                {words.to}
                <Form.Item name={[name, 'to']}>
                  <Input aria-label={`${words.slot(name + 1)} ${words.to}`} placeholder="12:00" maxLength={5} />
                </Form.Item>
                <Button type="text" disabled={fields.length === 1} aria-label={words.removeSlot(name + 1)} onClick={() => remove(name)}>
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ from: '', to: '' })}>{words.addSlot}</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  )
}
