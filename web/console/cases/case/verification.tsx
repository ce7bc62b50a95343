import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { type Case, useVerification } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import print from './print.module.css'
import styles from './timeline.module.css'
import { caseWords } from './words.ts'

/** Whether the history is whole and unchanged, recomputed when asked for; a new step asks for a new look. */
export function Verification({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const errorText = useErrorText()
  const [asked, setAsked] = useState<number | null>(null)
  const { data, error } = useVerification(of, asked === of.version)
  const broken = data?.broken[0]
  if (asked !== of.version)
    return (
      <Button size="small" className={print.screen} onClick={() => setAsked(of.version)}>
        {words.verify}
      </Button>
    )
  return (
    <span role="status" className={broken ? styles.broken : styles.sound}>
      {error ? errorText(error) : !data ? words.verifying : broken ? <WarningOutlined /> : <CheckCircleOutlined />}{' '}
      {broken ? words.broken(broken.seq, words.brokenReasons[broken.reason] ?? broken.reason) : data ? words.verified(data.events) : ''}
    </span>
  )
}
