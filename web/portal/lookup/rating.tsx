import { useRef, useState } from 'react'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { rate } from '../api.ts'
import { LongField } from '../parts/field.tsx'
import shell from '../shell/shell.module.css'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import styles from './lookup.module.css'
import type { Key } from './lookup-page.tsx'
import { lookupWords } from './words.ts'

interface RatingProps {
  readonly given: Key
  /** Told what to say to it. */
  readonly onRated: (told: string) => void
}

/** Solved or not, and how satisfied; said once. */
export function Rating({ given, onRated }: RatingProps) {
  const words = useWords(lookupWords)
  const tell = useFaultText()
  const [solved, setSolved] = useState<boolean | null>(null)
  const [satisfied, setSatisfied] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [state, setState] = useState<'asking' | 'sending'>('asking')
  const [fault, setFault] = useState<string | null>(null)
  const requestId = useRef(newRequestId())
  const send = async (): Promise<void> => {
    if (state === 'sending') return
    if (solved === null || satisfied === null) return setFault(words.choose)
    setState('sending')
    setFault(null)
    try {
      const { takenUpAgain } = await rate({ ...given, requestId: requestId.current, solved, satisfied, note: note.trim() })
      onRated(takenUpAgain ? words.takenUp : words.rated)
    } catch (error) {
      setState('asking')
      setFault(tell(error))
    }
  }
  const answers = [
    [true, words.solved],
    [false, words.unsolved],
  ] as const
  return (
    <section className={styles.rating}>
      <fieldset>
        <legend>{words.rate}</legend>
        {answers.map(([value, name]) => (
          <label key={name}>
            <input type="radio" name="solved" checked={solved === value} onChange={() => setSolved(value)} />
            {name}
          </label>
        ))}
      </fieldset>
      {solved !== null && (
        <>
          <fieldset>
            <legend>{words.satisfied}</legend>
            {words.scores.map((name, index) => (
              <label key={name}>
                <input type="radio" name="satisfied" checked={satisfied === index + 1} onChange={() => setSatisfied(index + 1)} />
                {name}
              </label>
            ))}
          </fieldset>
          <LongField label={words.note} hint={words.noteHint} value={note} most={1000} onText={setNote} />
        </>
      )}
      {fault !== null && <Fault text={fault} />}
      <button type="button" className={shell.primary} onClick={send}>
        {state === 'sending' ? words.sending : words.send}
      </button>
    </section>
  )
}
