import { App } from 'antd'
import { YearInput } from '#catalogue/contract.ts'
import { type CalendarYear, setYear, useRenewCalendar } from '#web/console/catalogue/api-calendar.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useWords } from '#web/shared/language/language.ts'
import { calendarWords } from './words.ts'

/** Publishes a year with the days entered so far. */
export function PublishDialog({ calendar, onClose }: { readonly calendar: CalendarYear; readonly onClose: () => void }) {
  const words = useWords(calendarWords)
  const { message } = App.useApp()
  const renew = useRenewCalendar()
  const { year, days } = calendar
  const state = useContractForm<Record<string, never>, unknown>({
    schema: YearInput,
    inputOf: (_, requestId) => ({ requestId, days, publish: true }),
    send: async (input) => {
      await setYear(year, input)
      await renew()
    },
    onDone: () => {
      message.success(words.publishDone(year))
      onClose()
    },
  })
  const off = days.filter(({ kind }) => kind === 'off').length
  return (
    <FormDialog title={words.publish(year)} verb={words.publish(year)} state={state} initial={{}} onClose={onClose} width={440}>
      <p>{words.publishText(off, days.length - off)}</p>
    </FormDialog>
  )
}
