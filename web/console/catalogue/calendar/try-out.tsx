import { Button, DatePicker, Form, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { DeadlineInput } from '#catalogue/contract.ts'
import { LIMIT_UNIT_NAMES } from '#catalogue/entry-words.ts'
import { LIMIT_UNITS, type LimitUnit } from '#catalogue/time-limit.ts'
import { type Deadline, tryDeadline } from '#web/console/catalogue/api-calendar.ts'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { tellFull } from '#web/shared/time/moment.ts'
import styles from './calendar.module.css'
import { calendarWords } from './words.ts'

interface Values {
  readonly value: number
  readonly unit: LimitUnit
  /** Local time of the city. */
  readonly from: Dayjs | null
}

/** The city's offset stands in the moment itself: the reader may sit elsewhere. */
const CITY_OFFSET = '+08:00'
const inputOf = ({ value, unit, from }: Values) => ({
  from: from ? `${from.format('YYYY-MM-DDTHH:mm')}:00${CITY_OFFSET}` : undefined,
  limit: { value, unit },
})

function Answer({ deadline }: { readonly deadline: Deadline }) {
  const words = useWords(calendarWords)
  const say = useSay()
  return (
    <>
      <p>
        {words.due} <span className={styles.due}>{tellFull(new Date(deadline.dueAt))}</span>
      </p>
      <p className={styles.faint}>{say(deadline.explanation)}</p>
      {deadline.skipped.length > 0 && (
        <ul aria-label={words.skipped}>
          {deadline.skipped.map(({ day, name }) => (
            <li key={day}>{`${day} ${name ?? words.weekend}`}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** When a limit from a moment would be due by this calendar, and why. */
export function TryOut() {
  const words = useWords(calendarWords)
  const say = useSay()
  const [deadline, setDeadline] = useState<Deadline | null>(null)
  const { form, busy, fault, submit } = useContractForm<Values, unknown>({
    // Sent as the person's text: the contract would make a moment of it.
    schema: DeadlineInput as never,
    inputOf,
    send: async (input) => setDeadline(await tryDeadline(input)),
    onDone: () => {},
  })
  const initial = { value: 4, unit: 'work_hour', from: dayjs(tellFull(new Date())) } as const
  const options = LIMIT_UNITS.map((unit) => ({ value: unit, label: say(LIMIT_UNIT_NAMES[unit]) }))
  return (
    <section>
      <h2>{words.tryOut}</h2>
      <div className={styles.tryOut}>
        <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={() => void submit()}>
          <div className={styles.pair}>
            <Form.Item name="value" label={words.limit}>
              <InputNumber min={0} />
            </Form.Item>
            <Form.Item name="unit" label={words.unit}>
              <Select options={options} />
            </Form.Item>
            <Form.Item name="from" label={words.start}>
              <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" allowClear={false} />
            </Form.Item>
          </div>
          <Button htmlType="submit" disabled={busy}>
            {words.compute}
          </Button>
        </Form>
        <div className={styles.answer} role="status">
          {fault ?? (deadline && <Answer deadline={deadline} />)}
        </div>
      </div>
    </section>
  )
}
