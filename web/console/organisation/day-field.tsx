import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { cityToday } from './today.ts'

interface DayFieldProps {
  /** 'YYYY-MM-DD'. */
  readonly value?: string | null
  readonly onChange?: (day: string | null) => void
  readonly id?: string
  readonly label?: string
  /** Days after today too. */
  readonly ahead?: boolean
}

/** A day of the city. */
export const DayField = ({ value, onChange, id, label, ahead = false }: DayFieldProps) => (
  <DatePicker
    id={id}
    aria-label={label}
    format="YYYY-MM-DD"
    style={{ width: '100%' }}
    {...(!ahead && { maxDate: dayjs(cityToday()) })}
    // Enter takes the day that was typed; it does not send the form as well.
    onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
    value={value ? dayjs(value) : null}
    onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
  />
)
