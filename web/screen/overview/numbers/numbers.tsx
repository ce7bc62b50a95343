import { useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import type { Overview } from '../api.ts'
import { useCount } from '../number-text.ts'
import { Bars, Chart, Line, type Scale } from './chart.tsx'
import styles from './numbers.module.css'
import { Tile } from './tile.tsx'
import { numbersWords } from './words.ts'

/** The four numbers that matter. */
export function Numbers({ overview }: { readonly overview: Overview }) {
  const words = useWords(numbersWords)
  return (
    <section className={styles.numbers} aria-label={words.numbers}>
      <Reported reported={overview.reported} />
      <OnTime onTime={overview.onTime} />
      <Open open={overview.open} />
      <LastHour lastHour={overview.lastHour} />
    </section>
  )
}

const upTo = (most: number, places: number): Scale => ({ least: 0, most: Math.max(most, 1), places })
const dayName = (day: string): string => day.slice(5)

function Reported({ reported }: Pick<Overview, 'reported'>) {
  const words = useWords(numbersWords)
  const count = useCount()
  const { today, yesterday } = reported.hourly
  // Running totals begin at nothing; the day has 24 hours and so 25 marks.
  const scale = upTo(Math.max(reported.today, reported.yesterday), 25)
  const legend = (
    <>
      <i className={styles.mainKey} />
      {words.today} <i className={styles.faintKey} />
      {words.yesterday}
    </>
  )
  return (
    <Tile
      name={words.reported}
      value={count(reported.today)}
      beside={words.byNow(count(reported.yesterdaySameTime))}
      chart={
        <Chart label={words.charts.reported} from={words.hour('0')} middle={legend} to={words.hour('24')}>
          <Line values={[0, ...yesterday]} scale={scale} kind="faint" />
          <Line values={[0, ...today]} scale={scale} kind="main" />
        </Chart>
      }
    />
  )
}

function OnTime({ onTime }: Pick<Overview, 'onTime'>) {
  const words = useWords(numbersWords)
  const count = useCount()
  const told = (percent: number | null): string => (percent === null ? words.none : words.percent(percent.toFixed(1)))
  const values = onTime.series.map(({ percent }) => percent)
  const known = values.filter((value) => value !== null)
  const least = known.length > 0 ? Math.min(...known) : 0
  const scale = { least: Math.max(0, Math.floor(least / 10) * 10 - 10), most: 100, places: values.length }
  return (
    <Tile
      name={words.onTime}
      value={told(onTime.days30.percent)}
      beside={onTime.today.closed === 0 ? words.todayNone : words.todayOnTime(told(onTime.today.percent), count(onTime.today.closed))}
      chart={
        <Chart
          label={words.charts.onTime}
          from={dayName(onTime.series[0]?.day ?? '')}
          middle={known.length > 0 && words.least(told(least))}
          to={words.today}
        >
          <Line values={values} scale={scale} kind="main" />
        </Chart>
      }
    />
  )
}

function Open({ open }: Pick<Overview, 'open'>) {
  const words = useWords(numbersWords)
  const count = useCount()
  const values = open.series.map((each) => each.open)
  const most = Math.max(...values, 0)
  return (
    <Tile
      name={words.open}
      value={count(open.now)}
      beside={
        <span className={open.overdue > 0 ? styles.late : undefined}>
          {open.overdue > 0 && <Light kind="red" />} {words.overdue(count(open.overdue))}
        </span>
      }
      chart={
        <Chart label={words.charts.open} from={dayName(open.series[0]?.day ?? '')} middle={words.most(count(most))} to={words.today}>
          <Line values={values} scale={upTo(most, values.length)} kind="main" />
        </Chart>
      }
    />
  )
}

function LastHour({ lastHour }: Pick<Overview, 'lastHour'>) {
  const words = useWords(numbersWords)
  const count = useCount()
  const { reported, closed } = lastHour.series
  const scale = upTo(Math.max(...reported, ...closed), reported.length)
  const legend = (
    <>
      <i className={styles.barKey} />
      {words.reportedBars} <i className={styles.mainKey} />
      {words.closedLine}
    </>
  )
  return (
    <Tile
      name={words.lastHour}
      value={count(lastHour.reported)}
      beside={`${words.hourBefore(count(lastHour.yesterday.reported))} · ${words.hourClosed(count(lastHour.closed))}`}
      chart={
        <Chart label={words.charts.lastHour} from={words.hoursAgo} middle={legend} to={words.now}>
          <Bars values={reported} scale={scale} />
          <Line values={closed} scale={scale} kind="main" />
        </Chart>
      }
    />
  )
}
