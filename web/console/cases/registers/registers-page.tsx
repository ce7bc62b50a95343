import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Segmented, Tabs } from 'antd'
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
import { RegisterList } from './register-list.tsx'
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

/** A register as a file: out, and in again after every cell at fault was shown. */
function Files({ register, mayEdit }: { readonly register: Register; readonly mayEdit: boolean }) {
  const words = useWords(registersWords)
  return (
    <div className={styles.files}>
      <div className={styles.main}>
        <p className={styles.faint}>{[words.lead, !mayEdit && words.readOnly].filter(Boolean).join(' ')}</p>
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
      </div>
      <aside className={styles.side}>
        <Columns register={register} />
      </aside>
    </div>
  )
}

const VIEWS = ['list', 'files'] as const

/** The registers of components and shopfronts, as lists and as files. */
export default function RegistersPage() {
  const words = useWords(registersWords)
  const mayEdit = useMay('register.edit')
  const [parameters, setParameters] = useSearchParams()
  const register = REGISTERS.find((each) => each === parameters.get('register')) ?? 'component'
  const view = VIEWS.find((each) => each === parameters.get('view')) ?? 'list'
  const go = (next: { register?: Register; view?: (typeof VIEWS)[number] }): void =>
    setParameters({ register, view, ...next }, { replace: true })
  return (
    <PageFrame
      fill
      title={words.title}
      aside={
        <Segmented
          aria-label={words.view}
          value={view}
          options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
          onChange={(next) => go({ view: next })}
        />
      }
    >
      <div className={styles.page}>
        <Tabs
          className={styles.tabs}
          activeKey={register}
          onChange={(key) => go({ register: key === 'shopfront' ? 'shopfront' : 'component' })}
          items={REGISTERS.map((key) => ({ key, label: words.registers[key] }))}
        />
        {view === 'list' ? <RegisterList key={register} register={register} /> : <Files register={register} mayEdit={mayEdit} />}
      </div>
    </PageFrame>
  )
}
