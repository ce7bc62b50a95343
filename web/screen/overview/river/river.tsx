import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { LEVEL_NAMES } from '#cases/words.ts'
import { LEVELS } from '#platform/actor.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import type { Overview } from '../api.ts'
import { useCount, useShortCount } from '../number-text.ts'
import styles from './river.module.css'
import { type Bed, bedOf, COLUMN, type Crossing, crossingsOf, DEPTH, endsOf, type Reach, reachesOf } from './river-shape.ts'
import { riverWords } from './words.ts'

/** The loop as a river: how much stands in each stage, by level, and how much passed today. */
export function River({ river }: Pick<Overview, 'river'>) {
  const words = useWords(riverWords)
  const reaches = reachesOf(river)
  const crossings = crossingsOf(river)
  const width = (reaches.length + 1) * COLUMN
  return (
    <section className={styles.river} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <Levels />
      </header>
      <ol className={styles.stages}>
        {reaches.map((reach) => (
          <StageHead key={reach.stage} reach={reach} />
        ))}
        <End river={river} />
      </ol>
      <svg viewBox={`0 0 ${width} ${DEPTH}`} preserveAspectRatio="none" role="img" aria-label={words.about}>
        <Water bed={bedOf(reaches, crossings)} />
      </svg>
      <Crossings crossings={crossings} reaches={reaches} otherwise={endsOf(river).otherwise} />
    </section>
  )
}

function Levels() {
  const say = useSay()
  return (
    <ul className={styles.levels}>
      {LEVELS.map((level) => (
        <li key={level}>
          <i className={`${styles.key} ${styles[level]}`} />
          {say(LEVEL_NAMES[level])}
        </li>
      ))}
    </ul>
  )
}

function StageHead({ reach: { stage, open, overdue } }: { readonly reach: Reach }) {
  const words = useWords(riverWords)
  const say = useSay()
  const count = useCount()
  return (
    <li data-stage={stage}>
      <span className="visually-hidden">{words.stage(say(STAGE_NAMES[stage]), count(open), count(overdue))}</span>
      <span className={styles.name} aria-hidden="true">
        {say(STAGE_NAMES[stage])}
      </span>
      <span className={styles.counts} aria-hidden="true">
        <b>{count(open)}</b>
        {overdue > 0 && (
          <span className={styles.lateCount}>
            <Light kind="red" />
            {count(overdue)}
          </span>
        )}
      </span>
    </li>
  )
}

function End({ river }: Pick<Overview, 'river'>) {
  const words = useWords(riverWords)
  const count = useCount()
  const { closed } = endsOf(river)
  return (
    <li>
      <span className={styles.name}>{words.closedToday}</span>
      <span className={styles.counts}>
        <b>{count(closed)}</b>
      </span>
    </li>
  )
}

function Water({ bed }: { readonly bed: Bed }) {
  return (
    <>
      <defs>
        <pattern id="late" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles.latePattern} width="4" height="8" />
        </pattern>
      </defs>
      <path className={styles.water} d={bed.water} />
      {bed.bands.map(({ stage, level, ...box }) => (
        <rect key={`${stage}/${level}`} className={styles[level]} {...box} />
      ))}
      {bed.late.map(({ stage, ...box }) => (
        <rect key={stage} className={styles.late} {...box} fill="url(#late)" />
      ))}
    </>
  )
}

interface CrossingsProps {
  readonly crossings: readonly Crossing[]
  readonly reaches: readonly Reach[]
  readonly otherwise: number
}

function Crossings({ crossings, reaches, otherwise }: CrossingsProps) {
  const words = useWords(riverWords)
  const say = useSay()
  const count = useCount()
  const short = useShortCount()
  const nameOf = (index: number): string => {
    const stage = reaches[index]?.stage
    return stage ? say(STAGE_NAMES[stage]) : words.closedToday
  }
  return (
    <ol className={styles.crossings}>
      {crossings.map(({ forward, back }, line) => {
        const told = line === 0 ? words.entered(count(forward)) : words.crossed(nameOf(line - 1), nameOf(line), count(forward), count(back))
        return (
          <li key={nameOf(line)} style={{ insetInlineStart: `${(100 * line) / (reaches.length + 1)}%` }}>
            <span className="visually-hidden">{told}</span>
            <span aria-hidden="true">
              {words.forward(short(forward))}
              {back > 0 && <i>{words.back(short(back))}</i>}
            </span>
          </li>
        )
      })}
      {otherwise > 0 && (
        <li className={styles.otherwise} title={words.otherEndsTitle}>
          {words.otherEnds(count(otherwise))}
        </li>
      )}
    </ol>
  )
}
