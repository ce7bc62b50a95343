import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import {
  exportComponents,
  exportShopfronts,
  importComponents,
  importShopfronts,
  REGISTERS,
  type Register,
} from '#web/console/cases/api-registers.ts'
import { ImportPanel } from '#web/shared/files/import-panel.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { useMay } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { fileColumns } from './columns.ts'
import { FindEntry } from './find-entry.tsx'
import styles from './registers.module.css'
import { registersWords } from './words.ts'

const EXPORTS = { component: exportComponents, shopfront: exportShopfronts } as const
const IMPORTS = { component: importComponents, shopfront: importShopfronts } as const

function ExportButton({ register }: { readonly register: Register }) {
  const words = useWords(registersWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    await EXPORTS[register]().catch((error: unknown) => message.error(errorText(error)))
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} disabled={busy} onClick={() => void save()}>
      {busy ? words.exporting : words.export}
    </Button>
  )
}

function Columns({ register }: { readonly register: Register }) {
  const words = useWords(registersWords)
  const columns = useWords(fileColumns)[register]
  return (
    <section>
      <h2>{words.columnsTitle}</h2>
      <table className={styles.columns}>
        <tbody>
          {columns.map(({ heading, required, text }) => (
            <tr key={heading}>
              <td>
                <code>{heading}</code>
              </td>
              <td>{required ? `${text} · ${words.required}` : text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The registers as files: out, and in again after every cell at fault was shown. */
export default function RegistersPage() {
  const words = useWords(registersWords)
  const mayEdit = useMay('register.edit')
  const [parameters, setParameters] = useSearchParams()
  const register = REGISTERS.find((each) => each === parameters.get('register')) ?? 'component'
  return (
    <PageFrame title={words.title} lead={[words.lead, !mayEdit && words.readOnly].filter(Boolean).join(' ')}>
      <div className={styles.page}>
        <Tabs
          className={styles.tabs}
          activeKey={register}
          onChange={(key) => setParameters({ register: key }, { replace: true })}
          items={REGISTERS.map((key) => ({ key, label: words.registers[key] }))}
        />
        <div className={styles.main}>
          <section>
            <h2>{words.exportTitle}</h2>
            <div className={styles.line}>
              <ExportButton register={register} />
              <span className={styles.faint}>{words.exportText}</span>
            </div>
          </section>
          {mayEdit && (
            <section>
              <h2>{words.importTitle}</h2>
              <ImportPanel
                key={register}
                accept=".csv,text/csv"
                label={words.file[register]}
                send={IMPORTS[register]}
                tell={({ rows, imported }) => (imported ? words.imported(rows) : words.rows(rows))}
                onImported={() => {}}
              />
            </section>
          )}
          <FindEntry key={register} register={register} />
        </div>
        <aside className={styles.side}>
          <Columns register={register} />
        </aside>
      </div>
    </PageFrame>
  )
}
