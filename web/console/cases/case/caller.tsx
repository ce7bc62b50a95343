import { Button } from 'antd'
import { useState } from 'react'
import { type Contact, readContact } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import print from './print.module.css'
import styles from './section.module.css'
import { caseWords } from './words.ts'

/** Who reported it, shown only when asked for on purpose: every look is recorded. */
export function Caller({ id }: { readonly id: string }) {
  const words = useWords(caseWords)
  const errorText = useErrorText()
  const [contact, setContact] = useState<Contact | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [asking, setAsking] = useState(false)
  const look = async (): Promise<void> => {
    setAsking(true)
    try {
      setContact(await readContact(id))
    } catch (error) {
      setProblem(error)
    }
    setAsking(false)
  }
  if (contact) {
    const told = [contact.name, contact.contact].filter(Boolean).join(' · ')
    return (
      <span role="status">
        {told === '' ? words.noCaller : told} <span className={styles.faint}>{words.recorded}</span>
      </span>
    )
  }
  return (
    <span>
      {problem === null ? words.masked : errorText(problem)}{' '}
      <Button size="small" className={print.screen} loading={asking} onClick={() => void look()}>
        {words.reveal}
      </Button>
    </span>
  )
}
