import { useState } from 'react'
import { Redirect, useLocation, useParams } from 'wouter'
import { ACTIONS } from '#cases/lifecycle.ts'
import { PhotosField, useDraftPhotos } from '#web/field/photos/photos-field.tsx'
import { usePhotoPlace } from '#web/field/place/photo-place.ts'
import { Choices } from '#web/field/shell/choices.tsx'
import { useDraftKey, useField, useSender } from '#web/field/shell/field.ts'
import { useDraft } from '#web/field/shell/use-draft.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import type { TaskRecord } from '#web/field/store/records.ts'
import { useNamed, useSay, useWords } from '#web/shared/language/language.ts'
import { AbsentTask } from './absent-task.tsx'
import { BLANK_STEP, type FormedAction, isFormed, type StepFault, type StepFields, stepFault, stepInput } from './step-fields.ts'
import styles from './tasks.module.css'
import { useTask } from './use-task.ts'
import { taskWords } from './words.ts'

const MOST_PHOTOS = 9

/** The form of one step on a case; it outlives the browser, and is sent by one press. */
export default function StepPage() {
  const { id = '', action } = useParams()
  const seen = useTask(id)
  if (!isFormed(action)) return <Redirect to="/" replace />
  if (seen === undefined) return null
  if (seen === null || seen === 'coming') return <AbsentTask isComing={seen !== null} />
  return <StepForm key={`${id}/${action}`} task={seen.task} action={action} />
}

interface StepProps {
  readonly task: TaskRecord
  readonly action: FormedAction
}

function StepForm({ task, action }: StepProps) {
  const words = useWords(taskWords)
  const [named, say] = [useNamed(), useSay()]
  const [, navigate] = useLocation()
  const { db, pack } = useField()
  const sender = useSender()
  const { place, locate } = usePhotoPlace()
  const draft = useDraftKey(`${task.id}/${action}`)
  const [fields, change] = useDraft<StepFields>(draft, BLANK_STEP)
  const photos = useDraftPhotos(draft, 'step')
  const [fault, setFault] = useState<StepFault | null>(null)
  if (!fields) return null
  const what = named(task.typeName, task.typeNameEn) ?? task.number
  const send = async (): Promise<void> => {
    const missing = stepFault(action, fields, photos.length, pack?.photos.required ?? [])
    setFault(missing)
    if (missing) return
    const input = stepInput(action, fields, photos.map(({ id }) => id)) // biome-ignore format: one call
    const cargo = { kind: 'action', caseId: task.id, action, version: task.version, input } as const
    const title = words.stepTitle(say(ACTIONS[action]), what)
    const kept = await pressSend(db, { ...sender, cargo, title, draft, place, now: Date.now() }).catch(() => null)
    if (kept === null) setFault('notKept')
    else navigate('/')
  }
  return (
    <>
      <div className="body">
        <div>
          <h1 className={styles.title}>{say(ACTIONS[action])}</h1>
          <p className="faint">{`${what} · ${task.address}`}</p>
        </div>
        {action !== 'request-return' && (
          <PhotosField
            draft={draft}
            onTaken={locate}
            purpose="step"
            label={words.photo[action]}
            place={place}
            most={pack?.photos.mostPerStep ?? MOST_PHOTOS}
          />
        )}
        <Verdict action={action} fields={fields} change={change} />
        {action === 'request-return' && <Reasons fields={fields} change={change} />}
        <label className="field">
          <span className="label">{textLabel(action, words)}</span>
          <textarea value={fields.text} maxLength={2000} onChange={({ target }) => change({ text: target.value })} />
        </label>
      </div>
      <div className="foot">
        <p role="alert" className="fault">
          {fault && words[fault]}
        </p>
        <button type="button" className="button primary wide" onClick={() => void send()}>
          {words.send[action]}
        </button>
      </div>
    </>
  )
}

const textLabel = (action: FormedAction, words: (typeof taskWords)['zh']): string =>
  action === 'verify' || action === 'check' ? words.finding : action === 'request-return' ? words.note : words.result

interface FieldsProps {
  readonly fields: StepFields
  readonly change: (changes: Partial<StepFields>) => void
}

/** The verdict, and with it a proposed sentence as long as none was written. */
function Verdict({ action, fields, change }: FieldsProps & { readonly action: FormedAction }) {
  const words = useWords(taskWords)
  if (action !== 'verify' && action !== 'check') return null
  const [yes, no] = action === 'verify' ? (['real', 'notReal'] as const) : (['passed', 'notPassed'] as const)
  const proposals: readonly string[] = Object.values(words.proposed)
  const choose = (value: 'yes' | 'no'): void => {
    const text = proposals.includes(fields.text) || fields.text === '' ? words.proposed[value === 'yes' ? yes : no] : fields.text
    change({ verdict: value === 'yes', text })
  }
  const choices = [{ value: 'yes' as const, text: words[yes] }, { value: 'no' as const, text: words[no] }] // biome-ignore format: two
  return (
    <Choices
      name="verdict"
      legend={words.verdict}
      value={fields.verdict === null ? null : fields.verdict ? 'yes' : 'no'}
      choices={choices}
      onChoose={choose}
    />
  )
}

function Reasons({ fields, change }: FieldsProps) {
  const words = useWords(taskWords)
  const say = useSay()
  const { pack } = useField()
  const choices = (pack?.returnReasons ?? []).map(({ code, zh, en }) => ({ value: code, text: say({ zh, en }) }))
  return <Choices name="reason" legend={words.reason} value={fields.reason} choices={choices} onChoose={(reason) => change({ reason })} />
}
