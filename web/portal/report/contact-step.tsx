import { useState } from 'react'
import { CONTACT } from '#portal/contact.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { About } from '../api.ts'
import { Field } from '../parts/field.tsx'
import parts from '../parts/parts.module.css'
import { useCity } from '../shell/city.ts'
import shell from '../shell/shell.module.css'
import { changeDraft, useDraft } from './draft-store.ts'
import { goOn } from './go-on.ts'
import styles from './report.module.css'
import { StepScreen } from './step-screen.tsx'
import { reportWords } from './words.ts'

/** Whether this city can send word to such a contact. */
const canTell = (contact: string, about: About | undefined): boolean =>
  contact.includes('@') ? about?.news.email === true : about?.news.sms === true

/** How to reach whoever reports, if they wish it, and what becomes of that. */
export function ContactStep() {
  const words = useWords(reportWords)
  const { contact } = useDraft()
  const { data } = useCity()
  const [fault, setFault] = useState<string | null>(null)
  const next = (): void => {
    const typed = contact.trim()
    if (typed !== '' && !CONTACT.test(typed)) {
      setFault(words.contact.bad)
      return
    }
    // A wish over a way that is not there would be one nobody saw.
    if (typed === '' || !canTell(typed, data)) changeDraft({ wantsNews: false })
    goOn('contact')
  }
  return (
    <StepScreen
      step="contact"
      title={words.contact.title}
      lead={words.contact.lead}
      next={
        <button type="button" className={shell.primary} onClick={next}>
          {contact.trim() === '' ? words.contact.none : words.next}
        </button>
      }
    >
      <Field
        label={words.contact.field}
        hint={data && words.contact.kept(data.retention.contactDays)}
        fault={fault}
        value={contact}
        maxLength={100}
        autoComplete="off"
        inputMode="email"
        onText={(text) => {
          setFault(null)
          changeDraft({ contact: text })
        }}
      />
      <Wish />
    </StepScreen>
  )
}

/** Whether to be told, where this city can tell it over the way that was given. */
function Wish() {
  const words = useWords(reportWords)
  const { contact, wantsNews } = useDraft()
  const { data } = useCity()
  if (contact.trim() === '' || !data) return null
  if (!canTell(contact, data)) return <p className={parts.hint}>{words.contact.noNews}</p>
  return (
    <div>
      <label className={styles.tick}>
        <input type="checkbox" checked={wantsNews} onChange={({ target }) => changeDraft({ wantsNews: target.checked })} />
        <span>{words.contact.news}</span>
      </label>
      <p className={parts.hint}>{words.contact.keptNews}</p>
    </div>
  )
}
