import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import { isOpen, ruleOf, STAGE_NAMES } from '#cases/lifecycle.ts'
import { OUTCOME_WORDS, type Outcome } from '#cases/reason-words.ts'
import { refusalOf } from '#cases/refusal.ts'
import { REFUSAL_TEXTS } from '#cases/refusal-texts.ts'
import { rowState } from '#cases/row-refusal.ts'
import { type Case, type CaseNext, useNext } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { ContinueAs } from './continue-as.tsx'
import { Moment } from './moment.tsx'
import styles from './next-step.module.css'
import { isPersonAction, offeredActions } from './possible.ts'
import { usePrint } from './print.ts'
import section from './section.module.css'
import { caseWords } from './words.ts'

type Step = CaseNext['steps'][number]

export interface NextStepProps {
  readonly of: Case
  /** The action whose form is open. */
  readonly open: PersonAction | null
  readonly choose: (action: PersonAction) => void
  /** Has a button as well, the first one, and where it is refused its reason: what a desk is for. */
  readonly lead?: PersonAction | undefined
}

/** What must happen next, who can do it and by when; the button for those who may, everything else in a menu. */
export function NextStep({ of, open, choose, lead }: NextStepProps) {
  const words = useWords(caseWords)
  const { data } = useNext(of)
  const steps = data?.steps ?? []
  const mine = [...new Set([...(lead ? [lead] : []), ...steps.map(({ action }) => action)])].filter(
    (action) => isPersonAction(action) && of.possibleActions.includes(action),
  ) as PersonAction[]
  return (
    <section className={styles.next} aria-label={words.next}>
      <div className={styles.nextText}>
        {isOpen(of.stage) ? <Waiting of={of} next={data} /> : <Ended of={of} />}
        {lead && <LeadRefused of={of} lead={lead} />}
        <ContinueAs caseId={of.id} steps={steps} />
      </div>
      <div className={styles.nextButtons}>
        <StepButtons mine={mine} open={open} choose={choose} />
        <MoreActions of={of} except={mine} choose={choose} />
      </div>
    </section>
  )
}

/** Why the step a desk is for cannot be taken. */
function LeadRefused({ of, lead }: { readonly of: Case; readonly lead: PersonAction }) {
  const words = useWords(caseWords)
  const say = useSay()
  const me = useMe()
  const refusal = refusalOf(lead, rowState(of, me), me)
  if (refusal === null) return null
  return <p className={section.faint}>{words.moreDisabled(say(ruleOf(lead)), say(REFUSAL_TEXTS[refusal]))}</p>
}

function StepButtons({ mine, open, choose }: { readonly mine: readonly PersonAction[] } & Pick<NextStepProps, 'open' | 'choose'>) {
  const say = useSay()
  return mine.map((action, index) => (
    <Button
      key={action}
      type={index === 0 && open === null ? 'primary' : 'default'}
      aria-expanded={open === action}
      onClick={() => choose(action)}
    >
      {say(ruleOf(action))}
    </Button>
  ))
}

function Waiting({ of, next }: { readonly of: Case; readonly next: CaseNext | undefined }) {
  const words = useWords(caseWords)
  const say = useSay()
  if (!next) return <span className={section.faint}>{say(STAGE_NAMES[of.stage])}</span>
  return (
    <>
      {next.steps.map((step) => (
        <p key={step.action}>
          <b>{words.nextStep(say(step.actionName))}</b>
          <span className={styles.who}>
            <Who step={step} />
          </span>
        </p>
      ))}
      <p className={section.faint}>
        <Since next={next} />
      </p>
    </>
  )
}

function Since({ next }: { readonly next: CaseNext }) {
  const words = useWords(caseWords)
  return (
    <>
      {words.sinceBefore}
      <Moment at={next.since} />
      {words.sinceAfter}
      {next.due && (
        <>
          {` · ${words.dueBy[next.due.of]} `}
          <Moment at={next.due.at} />
        </>
      )}
    </>
  )
}

function Who({ step }: { readonly step: Step }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const { posts, more, bySystem } = step
  if (posts.length === 0) return <>{bySystem ? words.bySystem : words.nobody}</>
  const named = ({ unitName, unitNameEn, title, titleEn }: Step['posts'][number]): string =>
    language === 'zh' ? `${unitName} ${title}` : `${unitNameEn ?? unitName} ${titleEn ?? title}`
  const groups = [...Map.groupBy(posts, named)].slice(0, 2)
  const told = groups.map(([post, same]) =>
    words.post(post, [...new Set(same.flatMap(({ holders }) => holders))].slice(0, 3).join(words.list)),
  )
  const shown = groups.reduce((sum, [, same]) => sum + same.length, 0)
  const total = posts.length + more
  return <>{words.who(told.join(words.list), total > shown ? total : 0)}</>
}

function Ended({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const say = useSay()
  const outcome = of.outcome === null ? null : (OUTCOME_WORDS[of.outcome as Outcome] ?? null)
  const verdict = of.onTime === null ? '' : of.onTime ? words.onTime : words.late
  return (
    <>
      <p>
        <b>{say(STAGE_NAMES[of.stage])}</b>
        <span className={styles.who}>{[outcome && words.outcome(say(outcome)), verdict].filter(Boolean).join(words.comma)}</span>
      </p>
      <p className={section.faint}>
        {of.closedAt && <Moment at={of.closedAt} />}
        {of.solved !== null && ` · ${words.rated(of.solved ? words.solved : words.notSolved, of.satisfied ?? 0)}`}
      </p>
    </>
  )
}

interface MoreActionsProps {
  readonly of: Case
  readonly except: readonly PersonAction[]
  readonly choose: (action: PersonAction) => void
}

/** Everything else this stage allows; what the reader may not do stays in sight with the reason. */
function MoreActions({ of, except, choose }: MoreActionsProps) {
  const words = useWords(caseWords)
  const say = useSay()
  const me = useMe()
  const print = usePrint(of.id)
  const offered = offeredActions(of, me).filter(({ action }) => !except.includes(action))
  const able = offered.filter(({ refusal }) => refusal === null)
  const unable = offered.filter(({ refusal }) => refusal !== null)
  const items = [
    ...able.map(({ action }) => ({ key: action, label: say(ruleOf(action)), onClick: () => choose(action) })),
    ...unable.map(({ action, refusal }) => ({
      key: action,
      disabled: true,
      label: words.moreDisabled(say(ruleOf(action)), refusal === null ? '' : say(REFUSAL_TEXTS[refusal])),
    })),
    ...(offered.length > 0 ? [{ key: 'divider', type: 'divider' as const }] : []),
    { key: 'print', label: words.print, onClick: print },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button>
        {words.more}
        <DownOutlined />
      </Button>
    </Dropdown>
  )
}
