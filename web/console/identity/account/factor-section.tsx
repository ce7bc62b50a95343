import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { IDENTITY, removeFactor, renewRecoveryCodes, useFactor } from '#web/console/identity/api.ts'
import { CodeForm } from '#web/console/identity/second-factor/code-form.tsx'
import { Enrolment } from '#web/console/identity/second-factor/enrolment.tsx'
import { RecoveryCodes } from '#web/console/identity/second-factor/recovery-codes.tsx'
import { factorWords } from '#web/console/identity/second-factor/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useSessionChange } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './account.module.css'
import { accountWords } from './words.ts'

type Doing = 'set-up' | 'new-codes' | 'take-off'

/** One's authenticator: setting it up, new recovery codes, taking it off. */
export function FactorSection() {
  const words = useWords(accountWords)
  const { full } = useMoments()
  const client = useQueryClient()
  const { data, error, refetch } = useFactor()
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = (): void => {
    setDoing(null)
    void client.invalidateQueries({ queryKey: IDENTITY })
  }
  return (
    <section className={styles.section} aria-labelledby="my-factor">
      <h2 id="my-factor">{words.factor}</h2>
      <div className={styles.factor}>
        {error && !data && <Failure error={error} retry={() => void refetch()} />}
        {!error && !data && <Loading rows={2} />}
        {data && (
          <>
            <p>{data.since ? `${words.since(full(data.since))} · ${words.left(data.recoveryCodesLeft)}` : words.none}</p>
            {!data.since && <p className={styles.note}>{words.noneText}</p>}
            <div className={styles.buttons}>
              {data.since ? (
                <>
                  <Button onClick={() => setDoing('new-codes')}>{words.newCodes}</Button>
                  <Button danger onClick={() => setDoing('take-off')}>
                    {words.takeOff}
                  </Button>
                </>
              ) : (
                <Button type="primary" onClick={() => setDoing('set-up')}>
                  {words.setUp}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
      {doing && <FactorDialog doing={doing} onClose={close} />}
    </section>
  )
}

function FactorDialog({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }) {
  const words = useWords(accountWords)
  const factor = useWords(factorWords)
  const { renew } = useSessionChange()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const titles = { 'set-up': words.setUp, 'new-codes': words.newCodes, 'take-off': words.takeOff }
  const takeOff = async (code: string): Promise<void> => {
    renew(await removeFactor(code))
    onClose()
  }
  return (
    <Modal
      open
      title={codes || confirmed ? factor.codesTitle : titles[doing]}
      width={460}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {doing === 'set-up' && (
        <>
          {!confirmed && <p className={styles.note}>{factor.enrolText}</p>}
          <Enrolment
            onConfirmed={() => setConfirmed(true)}
            onDone={(confirmed) => {
              renew(confirmed)
              onClose()
            }}
          />
        </>
      )}
      {doing === 'new-codes' && codes && <RecoveryCodes codes={codes} onKept={onClose} />}
      {doing === 'new-codes' && !codes && (
        <>
          <p className={styles.note}>{words.newCodesText}</p>
          <CodeForm
            label={words.code}
            verb={words.newCodes}
            send={async (code) => setCodes((await renewRecoveryCodes(code)).recoveryCodes)}
          />
        </>
      )}
      {doing === 'take-off' && (
        <>
          <p className={styles.note}>{words.takeOffText}</p>
          <CodeForm label={words.code} verb={words.takeOff} danger send={takeOff} />
        </>
      )}
    </Modal>
  )
}
