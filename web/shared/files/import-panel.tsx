import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { FaultTable } from './fault-table.tsx'
import styles from './files.module.css'
import type { ImportOutcome } from './import-outcome.ts'
import { type SendImport, useImport } from './use-import.ts'
import { filesWords } from './words.ts'

interface ImportPanelProps<Outcome extends ImportOutcome> {
  /** The kinds of file, as an input takes them. */
  readonly accept: string
  readonly label: string
  readonly send: SendImport<Outcome>
  /** What it would change, or changed, in words. */
  readonly tell: (outcome: Outcome) => ReactNode
  readonly onImported: (outcome: Outcome) => void
}

/** Choose a file, see every fault or what it would change, then import all of it. */
export function ImportPanel<Outcome extends ImportOutcome>({ accept, label, send, tell, onImported }: ImportPanelProps<Outcome>) {
  const words = useWords(filesWords)
  const input = useRef<HTMLInputElement>(null)
  const { step, file, outcome, fault, choose, take } = useImport(send, onImported)
  const busy = step === 'checking' || step === 'importing'
  const faults = outcome?.faults ?? []
  const said = { idle: words.wholeOrNothing, checking: words.checking, importing: words.importing, imported: words.done, failed: fault }
  const state = step === 'checked' ? (faults.length > 0 ? words.faulty(faults.length) : words.clean) : said[step]
  return (
    <div className={styles.panel}>
      <div className={styles.line}>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          accept={accept}
          aria-label={label}
          onChange={({ target }) => {
            const [chosen] = target.files ?? []
            if (chosen) choose(chosen)
            target.value = ''
          }}
        />
        <Button icon={<UploadOutlined />} disabled={busy} onClick={() => input.current?.click()}>
          {file ? words.chooseOther : words.choose}
        </Button>
        {file && (
          <span className={styles.name} title={file.name}>
            {file.name}
          </span>
        )}
        {outcome && faults.length === 0 && step !== 'imported' && (
          <Button type="primary" disabled={busy} onClick={take}>
            {step === 'importing' ? words.importing : words.import}
          </Button>
        )}
      </div>
      <div className={styles.state} role="status" data-kind={step === 'failed' || faults.length > 0 ? 'faulty' : 'well'}>
        {state} {outcome && tell(outcome)}
      </div>
      {faults.length > 0 && <FaultTable faults={faults} />}
    </div>
  )
}
