import { type ActionName, isOpen, ruleOf, STAGE_NAMES, type Stage } from '#cases/lifecycle.ts'
import type { Case, CaseEventLine } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Moment } from './moment.tsx'
import { currentRound } from './rounds.ts'
import styles from './stage-rail.module.css'
import { caseWords } from './words.ts'

/** The way through the loop: the step that leads into each stage. */
const WAY: readonly (readonly [ActionName, Stage])[] = [
  ['report', 'reported'],
  ['accept', 'accepted'],
  ['file', 'filed'],
  ['dispatch', 'dispatched'],
  ['receive', 'handling'],
  ['report-back', 'handled'],
  ['check', 'checked'],
  ['close', 'closed'],
]
/** Stages beside the way stand where they leave it. */
const BESIDE: Readonly<Partial<Record<Stage, Stage>>> = { verifying: 'reported', suspended: 'handling', checking: 'handled' }
const placeOf = (stage: Stage): number => WAY.findIndex(([, on]) => on === (BESIDE[stage] ?? stage))

/** The step that led into a stage; a report is the first, wherever it led. */
const entered = (events: readonly CaseEventLine[], stage: Stage): CaseEventLine | undefined =>
  stage === 'reported'
    ? events.find(({ fromStage }) => fromStage === null)
    : events.findLast(({ fromStage, toStage }) => toStage === stage && fromStage !== stage && fromStage !== null)

/** How far the case has come in its present round, with the time of each step. */
export function StageRail({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const say = useSay()
  const events = currentRound(of.events)
  const ended = !isOpen(of.stage) && of.stage !== 'closed'
  const reached = ended ? Math.max(0, ...events.map(({ fromStage }) => (fromStage === null ? 0 : placeOf(fromStage)))) : placeOf(of.stage)
  // What was skipped on the way here was no step: an inspector's report that needed no acceptance, a case closed on the spot.
  const steps = WAY.filter(([, stage], index) =>
    index > reached ? !ended : index === 0 || entered(of.events, stage) !== undefined || stage === of.stage,
  )
  return (
    <ol className={styles.rail} aria-label={words.stages}>
      {steps.map(([action, stage]) => {
        const event = placeOf(stage) <= reached ? entered(of.events, stage) : undefined
        const now = placeOf(stage) === reached + 1 && !ended
        return (
          <li key={stage} data-done={placeOf(stage) <= reached} data-now={now} aria-current={now ? 'step' : undefined}>
            <span>{say(ruleOf(action))}</span>
            <small>{event ? <Moment at={event.at} /> : now ? say(STAGE_NAMES[of.stage]) : '\u00a0'}</small>
          </li>
        )
      })}
      {ended && (
        <li data-done="true">
          <span>{say(STAGE_NAMES[of.stage])}</span>
          <small>{of.closedAt && <Moment at={of.closedAt} />}</small>
        </li>
      )}
    </ol>
  )
}
