import { useEffect, useSyncExternalStore } from 'react'
import { useConnected } from '#web/shared/api/live.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useAbout } from '#web/shared/session/about.ts'
import type { Overview } from '../api.ts'
import { cityClock } from '../city-clock.ts'
import type { OverviewState } from '../use-overview.ts'
import { overviewWords } from '../words.ts'
import { subscribeSecond, thisSecond } from './second.ts'
import styles from './top-line.module.css'
import { Where } from './where.tsx'

interface TopLineProps extends OverviewState {
  readonly onChoose: (code: string) => void
}

/** Where, when, and how fresh. */
export function TopLine({ overview, updatedAt, error, onChoose }: TopLineProps) {
  const words = useWords(overviewWords)
  const say = useSay()
  const about = useAbout().data
  const name = overview ? say(overview.place.name) : ''
  useEffect(() => {
    if (name !== '') document.title = words.title(name)
  }, [words, name])
  const notice = about?.notice ?? null
  return (
    <header className={styles.top}>
      {overview ? <Where overview={overview} onChoose={onChoose} /> : <h1 className={styles.place}>{words.loading}</h1>}
      {about?.city?.isDemo && <span className={styles.notice}>{words.demo}</span>}
      {notice && <span className={styles.notice}>{say(notice)}</span>}
      <Freshness updatedAt={updatedAt} error={error} skew={skewOf(overview, updatedAt)} />
      <Clock skew={skewOf(overview, updatedAt)} />
    </header>
  )
}

/** How far this machine's clock is off the server's, ms: walls are seldom set right. */
const skewOf = (overview: Overview | undefined, updatedAt: number): number =>
  overview && updatedAt > 0 ? Date.parse(overview.at) - updatedAt : 0

interface FreshnessProps {
  readonly updatedAt: number
  readonly error: unknown
  readonly skew: number
}

function Freshness({ updatedAt, error, skew }: FreshnessProps) {
  const words = useWords(overviewWords)
  const connected = useConnected()
  if (updatedAt === 0) return <span className={styles.fresh} role="status" />
  const time = cityClock.second(new Date(updatedAt + skew))
  if (error instanceof ApiProblem && error.status === 404) return <Trouble text={words.unknownPlace} />
  if (error) return <Trouble text={words.stale(time)} />
  return (
    <span className={styles.fresh} role="status">
      <span>{words.updated(time)}</span>
      <span className={connected ? styles.connected : styles.disconnected}>{connected ? words.connected : words.disconnected}</span>
    </span>
  )
}

const Trouble = ({ text }: { readonly text: string }) => (
  <span className={`${styles.fresh} ${styles.disconnected}`} role="alert">
    {text}
  </span>
)

/** The city's time to the second, and its day. */
function Clock({ skew }: { readonly skew: number }) {
  const language = useLanguage()
  const now = new Date(useSyncExternalStore(subscribeSecond, thisSecond) + skew)
  return (
    <span className={styles.clock}>
      <span className={styles.day}>{cityClock.day(now, language)}</span>
      <time>{cityClock.second(now)}</time>
    </span>
  )
}
