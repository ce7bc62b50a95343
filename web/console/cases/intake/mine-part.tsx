import { useQueryClient } from '@tanstack/react-query'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import { Link } from 'react-router'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { CASES, type CaseRow } from '#web/console/cases/api.ts'
import { useMyReports } from '#web/console/cases/api-intake.ts'
import { useRowNames } from '#web/console/cases/queue/names.ts'
import { useLive } from '#web/shared/api/live.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { lightAt } from '#web/shared/time/light-now.ts'
import { useNow } from '#web/shared/time/minute.ts'
import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'
import { Remaining } from '#web/shared/time/remaining.tsx'
import intake from './intake.module.css'
import styles from './mine-part.module.css'
import { intakeWords } from './words.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

const SHOWN = 8

/** What the operator registered today, the newest first, with where each stands now. */
export function MinePart() {
  const words = useWords(intakeWords)
  const client = useQueryClient()
  const since = dayjs(useNow()).tz(CITY_TIME_ZONE).startOf('day').toISOString()
  const { data, error, isPending, refetch, dataUpdatedAt } = useMyReports(since, SHOWN)
  useLive('case.', ({ topic, subjectId }) => {
    if (topic === 'resync' || data?.some(({ id }) => id === subjectId))
      void client.invalidateQueries({ queryKey: [...CASES, 'reported-by-me'] })
  })
  return (
    <section className={styles.mine} aria-labelledby="intake-mine">
      <header className={intake.head}>
        <h2 id="intake-mine">{words.mine}</h2>
        {data && data.length > 0 && <span className={intake.faint}>{words.mineCount(data.length, data.length === SHOWN)}</span>}
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!error && isPending && <Loading rows={2} />}
      {data?.length === 0 && <p className={intake.faint}>{words.mineNone}</p>}
      <ul>
        {data?.map((row) => (
          <MyCase key={row.id} row={row} askedAt={dataUpdatedAt} />
        ))}
      </ul>
    </section>
  )
}

function MyCase({ row, askedAt }: { readonly row: CaseRow; readonly askedAt: number }) {
  const words = useWords(intakeWords)
  const say = useSay()
  const now = useNow()
  const names = useRowNames()
  return (
    <li>
      <span>
        {row.active ? (
          <Remaining kind={lightAt(row.active, askedAt, now)} dueAt={row.active.dueAt} />
        ) : (
          <span className={intake.faint}>{words.ended}</span>
        )}
      </span>
      <span className={styles.oneLine}>{say(STAGE_NAMES[row.stage])}</span>
      <Link to={`/cases/${row.id}`}>{row.number}</Link>
      <span className={styles.oneLine} title={`${row.description}\n${row.address}`}>
        {`${names(row).type ?? words.noType} · ${row.address}`}
      </span>
    </li>
  )
}
