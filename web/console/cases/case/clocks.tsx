import { CLOCK_REASON_WORDS } from '#cases/clock-words.ts'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { describeLimit, type LimitUnit } from '#catalogue/time-limit.ts'
import type { Case } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import { lightKind } from '#web/shared/time/light-kind.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { Remaining } from '#web/shared/time/remaining.tsx'
import styles from './clocks.module.css'
import { Moment } from './moment.tsx'
import section from './section.module.css'
import { Section } from './section.tsx'
import { caseWords } from './words.ts'

const HOUR = 3_600_000

/** Every clock of a case and why it runs or stands, and what has moved it. */
export function Clocks({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  return (
    <Section title={words.clocks}>
      <HandlingClock of={of} />
      {of.stageDueAt !== null && <StageClock of={of} dueAt={of.stageDueAt} />}
      <Counts of={of} />
    </Section>
  )
}

/** A length of working time in working hours, of any other in its own units. */
function useLength(): (ms: number, measure: 'continuous' | 'working') => string {
  const language = useLanguage()
  const { length } = useMoments()
  return (ms, measure) =>
    measure === 'continuous'
      ? length(ms)
      : describeLimit({ value: Math.round((Math.abs(ms) / HOUR) * 10) / 10, unit: 'work_hour' }, language)
}

function HandlingClock({ of: { clock, light, limitUsed, dueAt } }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const say = useSay()
  const lengthOf = useLength()
  if (clock === null)
    return (
      <p className={styles.clock}>
        <b>{words.handlingClock}</b>
        <span className={section.faint}>{words.noHandlingClock}</span>
      </p>
    )
  const used = limitUsed ?? 0
  const usedText = used < 2 ? words.used(Math.round(used * 100)) : words.usedTimes(Math.floor(used * 10) / 10)
  const rest = lengthOf(clock.remainingMs, clock.measure)
  const kind = lightKind(light, limitUsed)
  return (
    <div className={styles.clock}>
      <b>{words.handlingClock}</b>
      <span>{describeLimit({ value: clock.limitValue, unit: clock.limitUnit as LimitUnit }, language)}</span>
      <meter className={styles.meter} data-light={kind} min={0} max={1} value={Math.min(used, 1)} aria-label={usedText} />
      <span>
        <Light kind={kind} /> {usedText} · {clock.remainingMs >= 0 ? words.left(rest) : words.over(rest)}
      </span>
      <span className={styles.why}>
        {say(CLOCK_REASON_WORDS[clock.why])}
        {clock.running && dueAt !== null && (
          <>
            {words.comma}
            <Moment at={dueAt} /> {words.dueWord}
          </>
        )}
      </span>
    </div>
  )
}

function StageClock({ of, dueAt }: { readonly of: Case; readonly dueAt: string }) {
  const words = useWords(caseWords)
  const say = useSay()
  const isActive = of.active?.kind === 'stage'
  const late = Date.now() > Date.parse(dueAt)
  const kind = isActive && of.active ? lightKind(of.active.light, of.active.used, of.active.standing) : late ? 'red' : 'green'
  return (
    <div className={styles.clock}>
      <b>{words.stageClock}</b>
      <span>{say(STAGE_NAMES[of.stage])}</span>
      <Remaining kind={kind} dueAt={dueAt} />
      <span className={styles.why}>
        <Moment at={of.stageEnteredAt} /> → <Moment at={dueAt} />
      </span>
    </div>
  )
}

function Counts({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const { full } = useMoments()
  const counted: readonly (readonly [number, (count: number) => string])[] = [
    [of.extensionCount, words.extensions],
    [of.suspensionCount, words.suspensions],
    [of.returnCount, words.returns],
    [of.reworkCount, words.reworks],
    [of.urgeCount, words.urges],
    [of.escalationStep, words.escalations],
  ]
  const told = counted.filter(([count]) => count > 0).map(([count, tell]) => tell(count))
  if (of.suspendedUntil !== null) told.unshift(words.suspendedUntil(full(of.suspendedUntil)))
  if (of.urgeDueAt !== null) told.unshift(words.urgeDue(full(of.urgeDueAt)))
  return told.length === 0 ? null : <p className={section.faint}>{told.join(' · ')}</p>
}
