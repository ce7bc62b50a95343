import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

interface DayRangeProps {
  readonly id: string
  /** ISO instants: the start of a day of the city, and the start of the day after the last. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (from: string | undefined, to: string | undefined) => void
}

const dayOf = (instant: string): Dayjs => dayjs(dayjs(instant).tz(CITY_TIME_ZONE).format('YYYY-MM-DD'))
const startOf = (day: Dayjs): string => dayjs.tz(day.format('YYYY-MM-DD'), CITY_TIME_ZONE).toISOString()

/** A span of whole days, both ends in it; either end may be left open. */
export function DayRange({ id, from, to, onChange }: DayRangeProps) {
  return (
    <DatePicker.RangePicker
      id={{ start: id }}
      allowEmpty={[true, true]}
      format="YYYY-MM-DD"
      value={[from ? dayOf(from) : null, to ? dayOf(to).subtract(1, 'day') : null]}
      onChange={(days) => onChange(days?.[0] ? startOf(days[0]) : undefined, days?.[1] ? startOf(days[1].add(1, 'day')) : undefined)}
    />
  )
}
