import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { becomeWall } from '#web/console/identity/api.ts'
import factor from '#web/console/identity/second-factor/second-factor.module.css'
import { useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { wallWords } from './words.ts'

/** Whoever signed in to see the wall says whether this machine is one. */
export default function WallChoice({ address }: { readonly address: string }) {
  const words = useWords(wallWords)
  const errorText = useErrorText()
  const isWall = useMe().kind === 'wall'
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    document.title = words.title
  }, [words])
  const open = async (prepare: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await prepare()
      window.location.replace(address)
    } catch (refused) {
      setError(refused)
      setBusy(false)
    }
  }
  return (
    <main className={factor.step}>
      <h1>{words.title}</h1>
      <p className={factor.text}>{words.text}</p>
      {error !== null && <Alert type="error" showIcon title={errorText(error)} className={factor.error} role="alert" />}
      <Button type="primary" size="large" block disabled={busy} onClick={() => void open(isWall ? async () => {} : becomeWall)}>
        {busy ? words.opening : words.become}
      </Button>
      {!isWall && (
        <div className={factor.foot}>
          <Button type="link" disabled={busy} onClick={() => void open(async () => {})}>
            {words.look}
          </Button>
        </div>
      )}
    </main>
  )
}
