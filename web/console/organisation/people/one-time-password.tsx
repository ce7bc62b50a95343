import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './people.module.css'
import { useAct } from './use-act.ts'
import { peopleWords } from './words.ts'

export interface Drawn {
  readonly login: string
  readonly oneTimePassword?: string | undefined
}

interface OneTimePasswordProps {
  readonly drawn: Drawn | null
  readonly onClose: () => void
}

/** The password the server told once; it is kept nowhere and gone with the window. */
export function OneTimePassword({ drawn, onClose }: OneTimePasswordProps) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  return (
    <Modal
      title={words.passwordTitle}
      open={drawn !== null}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{shared.close}</Button>}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {drawn && <Password drawn={drawn} />}
    </Modal>
  )
}

function Password({ drawn: { login, oneTimePassword } }: { readonly drawn: Drawn }) {
  const words = useWords(peopleWords)
  const act = useAct()
  const [copied, setCopied] = useState(false)
  if (oneTimePassword === undefined) return <Alert type="warning" showIcon title={words.passwordGone} />
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(oneTimePassword)
    setCopied(true)
  }
  return (
    <>
      <p className={organisation.secondary}>{`${words.login}: ${login}`}</p>
      <div className={styles.password}>
        <code>{oneTimePassword}</code>
        <Button onClick={() => void act(copy)}>{copied ? words.copied : words.copy}</Button>
      </div>
      <p>{words.passwordOnce}</p>
    </>
  )
}
