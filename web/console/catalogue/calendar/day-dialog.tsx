import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { DayInput } from '#catalogue/contract.ts'
import { type CalendarDay, setDay, useRenewCalendar } from '#web/console/catalogue/api-calendar.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import { arrangementOf, lookOf } from './day-kind.ts'
import { calendarWords } from './words.ts'

interface DayDialogProps {
  readonly day: CalendarDay
  readonly onClose: () => void
}

function useDayTitle({ day, weekday }: CalendarDay): string {
  const words = useWords(calendarWords)
  return `${day} ${words.weekdayNames[weekday - 1]}`
}

/** What a day is, for whoever may not change it, and why not. */
export function DayFacts({ day, reason, onClose }: DayDialogProps & { readonly reason: string }) {
  const words = useWords(calendarWords)
  const title = useDayTitle(day)
  return (
    <Modal open title={title} width={420} onCancel={onClose} footer={<Button onClick={onClose}>{words.close}</Button>}>
      <p>{[words.kinds[lookOf(day)], day.name].filter(Boolean).join(' · ')}</p>
      <p>{reason}</p>
    </Modal>
  )
}

interface Values {
  readonly kind: 'off' | 'work' | 'week'
  readonly name: string
}

/** Makes one day off, a day of work or a plain one, under a name. */
export function DayDialog({ day, onClose }: DayDialogProps) {
  const words = useWords(calendarWords)
  const { message } = App.useApp()
  const title = useDayTitle(day)
  const renew = useRenewCalendar()
  const state = useContractForm<Values, unknown>({
    schema: DayInput,
    inputOf: ({ kind, name }, requestId) => ({ requestId, kind: kind === 'week' ? null : kind, name: kind === 'week' ? '' : name }),
    send: async (input) => {
      await setDay(day.day, input)
      await renew()
    },
    onDone: () => {
      message.success(words.saved)
      onClose()
    },
  })
  const plain = { value: 'week', label: day.weekday < 6 ? words.plainWork : words.plainRest }
  const worked = { value: 'work', label: words.choiceWork }
  // On a weekday "workday" says nothing that the plain week does not.
  const options = [plain, { value: 'off', label: words.choiceOff }, ...(day.weekday < 6 && arrangementOf(day) !== 'work' ? [] : [worked])]
  const kind = Form.useWatch('kind', state.form) ?? arrangementOf(day) ?? 'week'
  return (
    <FormDialog
      title={title}
      verb={words.save}
      state={state}
      initial={{ kind: arrangementOf(day) ?? 'week', name: day.name ?? '' }}
      onClose={onClose}
      width={440}
    >
      <Form.Item name="kind" label={words.arrangement}>
        <Radio.Group vertical options={options} />
      </Form.Item>
      <Form.Item name="name" label={words.name}>
        <Input placeholder={words.nameHint} disabled={kind === 'week'} maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}
