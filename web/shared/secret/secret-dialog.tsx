import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import styles from './secret.module.css'
import { secretWords } from './words.ts'

interface SecretDialogProps {
  readonly title: string
  /** What to do with it, now that it is shown. */
  readonly text: string
  /** Left out by the server when the same request is answered again. */
  readonly secret: string | undefined
  /** Stands before it where it is shown, not where it is copied to. */
  readonly before?: string
  /** Why there is none to be shown. */
  readonly gone: string
  readonly onClose: () => void
}

/** A secret the server told once; it is kept nowhere and gone with the window. */
export function SecretDialog({ title, text, secret, before = '', gone, onClose }: SecretDialogProps) {
  const words = useWords(secretWords)
  return (
    <Modal open title={title} onCancel={onClose} mask={{ closable: false }} footer={<Button onClick={onClose}>{words.close}</Button>}>
      {secret === undefined ? (
        <Alert type="warning" showIcon title={gone} />
      ) : (
        <>
          <p>{text}</p>
          <code className={styles.secret}>{before + secret}</code>
          <CopyButton secret={secret} />
        </>
      )}
    </Modal>
  )
}

function CopyButton({ secret }: { readonly secret: string }) {
  const words = useWords(secretWords)
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }
  return (
    <div className={styles.copy}>
      <Button type="primary" onClick={() => void copy().catch(() => setCopied(false))}>
        {copied ? words.copied : words.copy}
      </Button>
      <p className={styles.told} role="status">
        {copied === false && words.notCopied}
      </p>
    </div>
  )
}
