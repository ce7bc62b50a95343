import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import styles from './second-factor.module.css'
import { factorWords } from './words.ts'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onKept: () => void
}

function saveAsFile(codes: readonly string[], name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The recovery codes the server told once; they are kept nowhere and gone with the page. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const words = useWords(factorWords)
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <>
      <p className={styles.text}>{words.codesText}</p>
      <ul className={styles.codes} aria-label={words.codesList}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button onClick={() => void copy().catch(() => {})}>{copied ? words.copied : words.copy}</Button>
        <Button onClick={() => saveAsFile(codes, words.fileName)}>{words.save}</Button>
      </div>
      <Button type="primary" size="large" block onClick={onKept}>
        {words.kept}
      </Button>
    </>
  )
}
