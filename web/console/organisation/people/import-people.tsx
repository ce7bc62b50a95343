import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Table, Upload } from 'antd'
import { useRef, useState } from 'react'
import { ORGANISATION } from '#web/console/organisation/api.ts'
import { importPeople, type PeopleImport } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './people.module.css'
import { peopleWords } from './words.ts'

interface ImportPeopleProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** A file of people and posts: checked first, imported as a whole. */
export function ImportPeople({ open, onClose }: ImportPeopleProps) {
  const words = useWords(peopleWords)
  return (
    <Modal title={words.importTitle} open={open} onCancel={onClose} footer={null} width={760} destroyOnHidden mask={{ closable: false }}>
      <ImportForm onClose={onClose} />
    </Modal>
  )
}

interface Checked {
  readonly file: File
  readonly report: PeopleImport
}

function ImportForm({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(peopleWords)
  const shared = useWords(organisationWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const client = useQueryClient()
  const requestId = useRef('')
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const work = async (doIt: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await doIt()
    } catch (error) {
      setProblem(errorText(error))
    }
    setBusy(false)
  }
  const check = (file: File): Promise<void> =>
    work(async () => {
      requestId.current = newRequestId()
      setChecked({ file, report: await importPeople(file, newRequestId(), true) })
    })
  const bring = (file: File): Promise<void> =>
    work(async () => {
      const report = await importPeople(file, requestId.current, false)
      setChecked({ file, report })
      if (!report.imported) return
      message.success(words.imported(report.rows))
      void client.invalidateQueries({ queryKey: ORGANISATION })
      onClose()
    })
  const clean = checked?.report.faults.length === 0
  return (
    <>
      <p className={organisation.secondary}>{words.importText}</p>
      <p>
        <Upload
          accept=".csv"
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file) => {
            void check(file)
            return false
          }}
        >
          <Button disabled={busy}>{words.chooseFile}</Button>
        </Upload>{' '}
        {checked?.file.name}
      </p>
      {problem !== null && <Alert type="error" showIcon title={problem} role="alert" className={organisation.problem} />}
      {checked && <Report report={checked.report} />}
      <div className={organisation.formFoot}>
        <Button onClick={onClose}>{shared.cancel}</Button>
        <Button type="primary" disabled={busy || !clean} onClick={() => checked && void bring(checked.file)}>
          {words.doImport(checked?.report.rows ?? 0)}
        </Button>
      </div>
    </>
  )
}

function Report({ report: { rows, faults } }: { readonly report: PeopleImport }) {
  const words = useWords(peopleWords)
  const say = useSay()
  if (faults.length === 0)
    return <Alert type="success" showIcon title={words.checked(rows)} role="status" className={organisation.problem} />
  return (
    <>
      <Alert type="error" showIcon title={words.faulty(rows, faults.length)} role="status" className={organisation.problem} />
      <div className={styles.faults}>
        <Table
          size="small"
          pagination={faults.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          rowKey={({ row, column, rule, value }) => [row, column, rule, value].join(' ')}
          dataSource={[...faults]}
          columns={[
            { title: words.row, dataIndex: 'row', width: 64 },
            { title: words.column, dataIndex: 'column', width: 110 },
            { title: words.value, dataIndex: 'value', width: 160, ellipsis: true },
            { title: words.rule, key: 'rule', render: (_, fault) => say(fault) },
          ]}
        />
      </div>
    </>
  )
}
