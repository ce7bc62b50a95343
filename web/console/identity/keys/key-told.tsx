import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { KeyTold } from '#web/console/identity/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './keys.module.css'
import { keysWords } from './words.ts'

interface KeyToldProps {
  readonly told: KeyTold
  readonly onClose: () => void
}

/** The key the server told once; it is kept nowhere and gone with the window. */
export function KeyToldDialog({ told: { name, secret }, onClose }: KeyToldProps) {
  const words = useWords(keysWords)
  const [copied, setCopied] = useState(false)
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Modal
      open
      title={`${words.told} · ${name}`}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{words.close}</Button>}
    >
      {secret === undefined ? (
        <Alert type="warning" showIcon title={words.gone} />
      ) : (
        <>
          <p>{words.toldText}</p>
          <code className={styles.secret}>{`Authorization: Bearer ${secret}`}</code>
          <Button type="primary" onClick={() => void copy(secret).catch(() => {})}>
            {copied ? words.copied : words.copy}
          </Button>
        </>
      )}
    </Modal>
  )
}
