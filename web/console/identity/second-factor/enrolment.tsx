import { useQuery } from '@tanstack/react-query'
import { Button, QRCode } from 'antd'
import { useState } from 'react'
import { beginEnrolment, type Confirmed, confirmEnrolment, IDENTITY } from '#web/console/identity/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import { CodeForm } from './code-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import styles from './second-factor.module.css'
import { factorWords } from './words.ts'

/** Dark on light in either theme: many apps read nothing else. */
const { text: DARK, surface: LIGHT } = PALETTES.light
const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

interface EnrolmentProps {
  /** The recovery codes are shown: what stands around may give way to them. */
  readonly onConfirmed?: () => void
  /** The recovery codes were kept. */
  readonly onDone: (confirmed: Confirmed) => void
}

/** Setting up an authenticator: scan, give the first code, keep the recovery codes. */
export function Enrolment({ onConfirmed, onDone }: EnrolmentProps) {
  const words = useWords(factorWords)
  const [confirmed, setConfirmed] = useState<Confirmed | null>(null)
  // One key for as long as this is open: drawing another would make the one scanned already worthless.
  const { data, error, refetch } = useQuery({
    queryKey: [...IDENTITY, 'enrolment'],
    queryFn: beginEnrolment,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
  })
  const confirm = async (code: string): Promise<void> => {
    setConfirmed(await confirmEnrolment(code))
    onConfirmed?.()
  }
  if (confirmed) return <RecoveryCodes codes={confirmed.recoveryCodes} onKept={() => onDone(confirmed)} />
  if (error) return <Failure error={error} retry={() => void refetch()} />
  return (
    <>
      <p className={styles.part}>{words.scan}</p>
      <div className={styles.qr}>
        {data && <QRCode type="svg" value={data.uri} size={208} color={DARK} bgColor={LIGHT} aria-label={words.qr} />}
      </div>
      {data && <ManualKey {...data} />}
      <div className={styles.part} />
      <CodeForm label={words.enter} verb={words.bind} digits send={confirm} />
    </>
  )
}

function ManualKey({ secret, uri }: { readonly secret: string; readonly uri: string }) {
  const words = useWords(factorWords)
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }
  return (
    <details className={styles.manual}>
      <summary>{words.manual}</summary>
      <dl>
        <dt>{words.account}</dt>
        <dd>{decodeURIComponent(new URL(uri).pathname.split('/').at(-1) ?? '')}</dd>
        <dt>{words.key}</dt>
        <dd>
          <code className={styles.mono}>{grouped(secret)}</code>{' '}
          <Button size="small" onClick={() => void copy().catch(() => {})}>
            {copied ? words.copied : words.copy}
          </Button>
        </dd>
      </dl>
    </details>
  )
}
