import type { ReactNode } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { ACTIONS, STAGE_NAMES } from '#cases/lifecycle.ts'
import { PHOTO_PURPOSE_WORDS } from '#cases/photo-words.ts'
import { refusalOf } from '#cases/refusal.ts'
import { rowState } from '#cases/row-refusal.ts'
import photoStyles from '#web/field/photos/photos.module.css'
import { useField, useSender } from '#web/field/shell/field.ts'
import { thumbAddress } from '#web/field/store/held.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import type { TaskRecord } from '#web/field/store/records.ts'
import { useNamed, useSay, useWords } from '#web/shared/language/language.ts'
import { AbsentTask } from './absent-task.tsx'
import { Clock } from './clock.tsx'
import { Standing } from './task-list.tsx'
import styles from './tasks.module.css'
import { type Seen, useTask } from './use-task.ts'
import { taskWords } from './words.ts'

/** One task: where, what, by which standard, how long; and below, within reach of the thumb, the step that waits. */
export default function TaskPage() {
  const { id = '' } = useParams()
  const seen = useTask(id)
  if (seen === undefined) return null
  if (seen === null || seen === 'coming') return <AbsentTask isComing={seen !== null} />
  return (
    <>
      <div className="body">
        <Facts seen={seen} />
        <Photos task={seen.task} />
      </div>
      <Steps seen={seen} />
    </>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

function Facts({ seen }: { readonly seen: Seen }) {
  const words = useWords(taskWords)
  const [named, say] = [useNamed(), useSay()]
  const { pack, me } = useField()
  const { task, askedAt } = seen
  const condition = pack?.catalogue?.types
    .find(({ code }) => code === task.typeCode)
    ?.conditions.find(({ number }) => number === task.conditionNumber)
  const part = task.assisting.find(({ unitId, doneAt }) => unitId === me.unitId && doneAt === null)
  return (
    <section className="section">
      <h1 className={styles.title}>{named(task.typeName, task.typeNameEn) ?? words.untyped}</h1>
      <Clock active={task.active} askedAt={askedAt} />
      <Standing listed={seen} />
      <dl className={styles.facts}>
        <Fact name={words.place}>
          <span className={styles.whereabouts}>
            {task.address}
            <Link className={styles.onMap} to={`/map?show=${task.id}`}>
              {words.onMap}
            </Link>
          </span>
        </Fact>
        <Fact name={words.problem}>{task.description}</Fact>
        {part && <Fact name={words.part}>{part.task}</Fact>}
        {condition && <Fact name={words.standard}>{condition.filing}</Fact>}
        {condition && <Fact name={words.closing}>{condition.closing}</Fact>}
        <Fact name={words.stage}>{say(STAGE_NAMES[task.stage])}</Fact>
        <Fact name={words.number}>{task.number}</Fact>
      </dl>
    </section>
  )
}

function Photos({ task }: { readonly task: TaskRecord }) {
  const words = useWords(taskWords)
  const say = useSay()
  if (task.photos.length === 0) return null
  return (
    <section className="section" aria-label={words.photos}>
      <h2 className="heading">{words.photos}</h2>
      <div className={photoStyles.photos}>
        {task.photos.map(({ fileId, purpose }) => (
          <figure key={fileId}>
            <img src={thumbAddress(task.id, fileId)} alt={say(PHOTO_PURPOSE_WORDS[purpose])} loading="lazy" />
          </figure>
        ))}
      </div>
    </section>
  )
}

function Steps({ seen: { task, waits, returning } }: { readonly seen: Seen }) {
  const words = useWords(taskWords)
  const [named, say] = [useNamed(), useSay()]
  const [, navigate] = useLocation()
  const { db, me } = useField()
  const sender = useSender()
  if (waits === null || returning) return null
  const actor = { ...me, personId: me.person.id, permissions: new Set(me.permissions) }
  const mayReturn = refusalOf('request-return', rowState(task, actor), actor) === null
  const receive = async (): Promise<void> => {
    const title = words.receiveTitle(named(task.typeName, task.typeNameEn) ?? task.number)
    const cargo = { kind: 'action', caseId: task.id, action: 'receive', version: task.version, input: {} } as const
    await pressSend(db, { ...sender, cargo, title, draft: null, now: Date.now() })
    navigate(`/tasks/${task.id}`, { replace: true })
  }
  return (
    <div className="foot">
      {waits === 'receive' ? (
        <button type="button" className="button primary wide" onClick={() => void receive()}>
          {say(ACTIONS.receive)}
        </button>
      ) : (
        <Link className="button primary wide" to={`/tasks/${task.id}/${waits}`}>
          {say(ACTIONS[waits])}
        </Link>
      )}
      {mayReturn && (
        <Link className="button wide" to={`/tasks/${task.id}/request-return`}>
          {say(ACTIONS['request-return'])}
        </Link>
      )}
    </div>
  )
}
