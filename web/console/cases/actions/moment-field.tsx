import { Button, DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import { useWords } from '#web/shared/language/language.ts'
import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'
import styles from './actions.module.css'
import { actionWords } from './words.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

export interface MomentFieldProps {
  /** ISO instant. */
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly id?: string
  readonly label: string
  /** A moment that has been rather than one to come. */
  readonly past?: boolean
}

/** What the hands of the city's clock show is what is chosen, wherever the reader sits. */
const shown = (value: string): Dayjs => dayjs(dayjs(value).tz(CITY_TIME_ZONE).format('YYYY-MM-DDTHH:mm'))
const chosen = (hands: Dayjs): string => dayjs.tz(hands.format('YYYY-MM-DDTHH:mm'), CITY_TIME_ZONE).toISOString()

const AHEAD = [
  ['tomorrow', 1, 'day'],
  ['threeDays', 3, 'day'],
  ['week', 1, 'week'],
  ['month', 1, 'month'],
] as const

/** A future moment in the city's time, with the usual ones a click away; or one that has been. */
export function MomentField({ value, onChange, id, label, past = false }: MomentFieldProps) {
  const words = useWords(actionWords)
  return (
    <span className={styles.line}>
      <DatePicker
        id={id}
        aria-label={label}
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        placeholder={words.chooseMoment}
        {...(past ? { maxDate: dayjs() } : { minDate: dayjs() })}
        value={value ? shown(value) : null}
        onChange={(hands) => onChange?.(hands ? chosen(hands as Dayjs) : null)}
      />
      {(past ? [] : AHEAD).map(([name, count, unit]) => (
        <Button key={name} size="small" onClick={() => onChange?.(dayjs().add(count, unit).startOf('minute').toISOString())}>
          {words.moments[name]}
        </Button>
      ))}
    </span>
  )
}
