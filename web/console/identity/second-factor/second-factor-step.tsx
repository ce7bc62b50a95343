import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { giveCode } from '#web/console/identity/api.ts'
import { LanguageButton, ThemeButton } from '#web/console/shell/appearance.tsx'
import signIn from '#web/console/shell/sign-in.module.css'
import { shellWords } from '#web/console/shell/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMe, useSessionChange } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { CodeForm } from './code-form.tsx'
import { Enrolment } from './enrolment.tsx'
import styles from './second-factor.module.css'
import { factorWords } from './words.ts'

/** The second step of signing in: a code, or setting up what makes them. */
export default function SecondFactorStep() {
  const words = useWords(factorWords)
  const shell = useWords(shellWords)
  const { message } = App.useApp()
  const errorText = useErrorText()
  const { owes, person } = useMe()
  const { renew, signOut } = useSessionChange()
  const [confirmed, setConfirmed] = useState(false)
  const enrols = owes === 'enrolment'
  const title = confirmed ? words.codesTitle : enrols ? words.enrolTitle : words.stepTitle
  useEffect(() => {
    document.title = `${title} · ${shell.product}`
  }, [title, shell])
  return (
    <div className={signIn.page}>
      <div className={signIn.appearance}>
        <LanguageButton />
        <ThemeButton />
      </div>
      <main className={styles.step}>
        <h1>{title}</h1>
        {!confirmed && <p className={styles.text}>{enrols ? words.enrolMust : words.stepText(person.name)}</p>}
        {enrols ? (
          <Enrolment onConfirmed={() => setConfirmed(true)} onDone={renew} />
        ) : (
          <CodeForm label={words.code} verb={words.goOn} send={async (code) => renew(await giveCode(code))} />
        )}
        {!confirmed && (
          <div className={styles.foot}>
            <Button type="link" size="small" onClick={() => void signOut().catch((error: unknown) => message.error(errorText(error)))}>
              {words.otherAccount}
            </Button>
            {!enrols && <span>{words.lost}</span>}
          </div>
        )}
      </main>
    </div>
  )
}
