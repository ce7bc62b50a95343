import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { IDENTITY, resetFactorOf, useFactorOf } from '#web/console/identity/api.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay, useMe } from '#web/shared/session/session.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './people.module.css'
import { useAct } from './use-act.ts'
import { peopleWords } from './words.ts'

/** Whether somebody has an authenticator, and taking it off when it is lost. */
export function AuthenticatorLine({ personId }: { readonly personId: string }) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const { modal } = App.useApp()
  const client = useQueryClient()
  const act = useAct()
  const me = useMe()
  const mayReset = useMay('security.edit') && me.personId !== personId
  const { full } = useMoments()
  const { data } = useFactorOf(personId, true)
  const since = data?.since ?? null
  const ask = (): void => {
    const requestId = newRequestId()
    const onOk = () =>
      act(async () => {
        await resetFactorOf(personId, requestId)
        await client.invalidateQueries({ queryKey: IDENTITY })
      })
    const danger = { danger: true }
    modal.confirm({
      title: words.takeOffFactor,
      content: words.takeOffFactorAsk,
      okText: words.takeOffFactor,
      okButtonProps: danger,
      cancelText: shared.cancel,
      onOk,
    })
  }
  return (
    <div className={styles.account}>
      <span
        className={organisation.secondary}
      >{`${words.factor}: ${data ? (since ? words.factorSince(full(since)) : words.noFactor) : '…'}`}</span>
      {mayReset && since !== null && (
        <Button size="small" danger onClick={ask}>
          {words.takeOffFactor}
        </Button>
      )}
    </div>
  )
}
