import { useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { tellFull, useMoments } from '#web/shared/time/moment.ts'
import type { Receipt } from '../api.ts'
import { HOME } from '../shell/address.ts'
import { useCityName } from '../shell/city.ts'
import { Link } from '../shell/link.tsx'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { doneWords } from './done-words.ts'
import { lastReceipt, rememberedReports } from './remembered.ts'
import styles from './report.module.css'

const addressOf = (number: string): string => `${window.location.origin}${HOME}/cases/${encodeURIComponent(number)}`
const dayOf = (at: string): string => tellFull(new Date(at)).slice(0, 10)

/** What was answered: number, code, and what happens by when. */
export function DonePage() {
  const words = useWords(doneWords)
  const receipt = lastReceipt.useValue()
  if (!receipt)
    return (
      <Screen title={words.nothing} lead={words.nothingText}>
        <Link className={shell.primary} to={`${HOME}/lookup`}>
          {words.follow}
        </Link>
      </Screen>
    )
  return (
    <Screen title={words.title}>
      <dl className={styles.receipt}>
        <div>
          <dt>{words.number}</dt>
          <dd>{receipt.number}</dd>
        </div>
        <div>
          <dt>{words.code}</dt>
          <dd>{receipt.code}</dd>
        </div>
      </dl>
      <p>{words.keep}</p>
      <Keep receipt={receipt} />
      <Next receipt={receipt} />
      <div className={`${styles.ways} no-print`}>
        <Link className={shell.secondary} to={`${HOME}/cases/${encodeURIComponent(receipt.number)}`}>
          {words.follow}
        </Link>
        <Link className={shell.secondary} to={HOME}>
          {words.home}
        </Link>
      </div>
    </Screen>
  )
}

function Next({ receipt }: { readonly receipt: Receipt }) {
  const words = useWords(doneWords)
  const language = useLanguage()
  const { moment } = useMoments()
  const { decisionBy, next, codeUntil, contactUntil } = receipt
  return (
    <section className={shell.note}>
      <h2>{words.next}</h2>
      <p>
        <b>{decisionBy === null ? words.byKnown : words.by(moment(decisionBy))}</b>
      </p>
      <p>{next[language]}</p>
      <p>
        {words.until(dayOf(codeUntil))} {contactUntil !== null && words.contactUntil(dayOf(contactUntil))}
      </p>
    </section>
  )
}

/** Saves a text under a name. */
function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The ways to keep number and code. */
function Keep({ receipt: { number, code } }: { readonly receipt: Receipt }) {
  const words = useWords(doneWords)
  const city = useCityName()
  const [told, setTold] = useState('')
  const text = words.file(city, number, code, addressOf(number))
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setTold(words.copied)
    } catch {
      setTold(words.notCopied)
    }
  }
  const remember = (): void => {
    rememberedReports.write([{ number, code }, ...rememberedReports.read().filter((each) => each.number !== number)])
    setTold(words.remembered)
  }
  const ways = [
    [words.copy, copy],
    [words.print, () => window.print()],
    [words.save, () => save(words.fileName(number), text)],
    [words.remember, remember],
  ] as const
  return (
    <div className="no-print">
      <div className={styles.ways}>
        {ways.map(([name, act]) => (
          <button key={name} type="button" className={shell.secondary} onClick={() => void act()}>
            {name}
          </button>
        ))}
      </div>
      <p role="status">{told}</p>
    </div>
  )
}
