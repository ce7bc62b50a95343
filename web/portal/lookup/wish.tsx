import { useState } from 'react'
import { CONTACT } from '#portal/contact.ts'
import { useWords } from '#web/shared/language/language.ts'
import { wishToHear } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { reportWords } from '../report/words.ts'
import { useCity } from '../shell/city.ts'
import shell from '../shell/shell.module.css'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import styles from './lookup.module.css'
import type { Key } from './lookup-page.tsx'
import { lookupWords } from './words.ts'

/** The wish to hear, for whoever did not have it when they reported; where this city sends messages. */
export function Wish({ given }: { readonly given: Key }) {
  const words = useWords(lookupWords)
  const common = useWords(reportWords)
  const tell = useFaultText()
  const news = useCity().data?.news
  const [contact, setContact] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [state, setState] = useState<'asking' | 'sending' | 'wished'>('asking')
  if (!news?.email && !news?.sms) return null
  if (state === 'wished')
    return (
      <p role="status" className={shell.note}>
        {words.wished}
      </p>
    )
  const send = async (): Promise<void> => {
    const typed = contact.trim()
    if (state === 'sending') return
    if (!CONTACT.test(typed)) return setFault(common.contact.bad)
    setState('sending')
    setFault(null)
    try {
      await wishToHear({ ...given, contact: typed })
      setState('wished')
    } catch (error) {
      setState('asking')
      setFault(tell(error))
    }
  }
  return (
    <section className={styles.rating}>
      <h2>{words.wish}</h2>
      <p>{words.wishLead}</p>
      <Field label={common.contact.field} value={contact} maxLength={100} inputMode="email" autoComplete="off" onText={setContact} />
      {fault !== null && <Fault text={fault} />}
      <button type="button" className={shell.secondary} onClick={send}>
        {words.wishSend}
      </button>
    </section>
  )
}
