import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { ORGANISATION } from '#web/console/organisation/api.ts'
import { changePerson, drawOneTimePassword, type PersonSeen, setActive, setLogin } from '#web/console/organisation/api-people.ts'
import { TextField } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { LocaleField } from './add-person.tsx'
import { AuthenticatorLine } from './authenticator-line.tsx'
import { type Drawn, OneTimePassword } from './one-time-password.tsx'
import styles from './people.module.css'
import { useAct } from './use-act.ts'
import { peopleWords } from './words.ts'

interface AccountSectionProps {
  readonly person: PersonSeen
  /** Name and language. */
  readonly mayEdit: boolean
  /** Login, password, whether they may sign in at all. */
  readonly maySecure: boolean
}

/** Who it is and how they sign in. */
export function AccountSection({ person, mayEdit, maySecure }: AccountSectionProps) {
  const words = useWords(peopleWords)
  const seesSecurity = useMay('security.read')
  const { id, name, login, active, maySignIn, mustChangePassword, locale } = person
  const state = !active ? words.disabled : maySignIn ? words.maySignIn : words.mayNotSignIn
  return (
    <section>
      <dl className={organisation.facts}>
        <dt>{words.name}</dt>
        <dd>
          <strong>{name}</strong>
        </dd>
        <dt>{words.login}</dt>
        <dd>{login ?? '–'}</dd>
        <dt>{words.account}</dt>
        <dd>
          {state}
          {mustChangePassword && <span className={organisation.faint}> · {words.mustChange}</span>}
        </dd>
        <dt>{words.locale}</dt>
        <dd>{words.locales[locale]}</dd>
      </dl>
      {(mayEdit || maySecure) && <AccountActions key={id} person={person} mayEdit={mayEdit} maySecure={maySecure} />}
      {seesSecurity && <AuthenticatorLine key={`factor-${id}`} personId={id} />}
    </section>
  )
}

function AccountActions({ person, mayEdit, maySecure }: AccountSectionProps) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const { modal } = App.useApp()
  const client = useQueryClient()
  const act = useAct()
  const [doing, setDoing] = useState<'name' | 'login' | null>(null)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const { id, name, login, active, locale } = person
  const after = (work: () => Promise<unknown>): Promise<void> =>
    act(async () => {
      await work()
      await client.invalidateQueries({ queryKey: ORGANISATION })
    })
  const ask = (title: string, content: string, danger: boolean, work: (requestId: string) => Promise<unknown>): void => {
    const requestId = newRequestId()
    modal.confirm({
      title,
      content,
      okText: title,
      cancelText: shared.cancel,
      okButtonProps: { danger },
      onOk: () => after(() => work(requestId)),
    })
  }
  const draw = async (requestId: string): Promise<void> => setDrawn(await drawOneTimePassword(id, requestId))
  return (
    <div className={styles.account}>
      {mayEdit && <Button onClick={() => setDoing('name')}>{words.edit}</Button>}
      {maySecure && <Button onClick={() => setDoing('login')}>{words.setLogin}</Button>}
      {maySecure && (
        <Button disabled={login === null} onClick={() => ask(words.password, words.passwordAsk, false, draw)}>
          {words.password}
        </Button>
      )}
      {maySecure && active && (
        <Button
          danger
          onClick={() => ask(words.disable, words.disableAsk, true, (requestId) => setActive(id, { requestId, active: false }))}
        >
          {words.disable}
        </Button>
      )}
      {maySecure && !active && (
        <Button onClick={() => void after(() => setActive(id, { requestId: newRequestId(), active: true }))}>{words.enable}</Button>
      )}
      <WriteDialog<{ name: string; locale: 'zh' | 'en' }>
        title={words.edit}
        open={doing === 'name'}
        onClose={() => setDoing(null)}
        verb={shared.save}
        initial={{ name, locale }}
        send={(given, requestId) => changePerson(id, { ...given, requestId })}
      >
        <TextField name="name" label={words.name} />
        <LocaleField />
      </WriteDialog>
      <WriteDialog<{ login?: string }>
        title={words.setLogin}
        open={doing === 'login'}
        onClose={() => setDoing(null)}
        verb={shared.save}
        initial={{ login: login ?? '' }}
        send={(given, requestId) => setLogin(id, { requestId, login: given.login?.trim() || null })}
      >
        <TextField name="login" label={words.login} hint={`${words.loginHint} ${words.takeLogin}`} optional />
      </WriteDialog>
      <OneTimePassword drawn={drawn} onClose={() => setDrawn(null)} />
    </div>
  )
}
