import { Table, type TableColumnsType } from 'antd'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './files.module.css'
import type { ImportFault } from './import-outcome.ts'
import { filesWords } from './words.ts'

const PAGE = 20

/** Every cell at fault: where it stands, what stands in it, what it must be. */
export function FaultTable({ faults }: { readonly faults: readonly ImportFault[] }) {
  const words = useWords(filesWords)
  const say = useSay()
  const withSheets = faults.some(({ sheet }) => sheet)
  const columns: TableColumnsType<ImportFault & { readonly key: number }> = [
    ...(withSheets ? [{ title: words.sheet, dataIndex: 'sheet', width: 110 }] : []),
    { title: words.row, width: 84, render: (_, { row }) => row ?? words.wholeFile },
    { title: words.column, dataIndex: 'column', width: 132 },
    {
      title: words.value,
      width: 148,
      render: (_, { value }) => (value === '' ? <span className={styles.faint}>{words.empty}</span> : <code>{value}</code>),
    },
    { title: words.rule, render: (_, fault) => say(fault) },
  ]
  return (
    <Table
      size="small"
      aria-label={words.faults}
      dataSource={faults.map((fault, key) => ({ ...fault, key }))}
      columns={columns}
      scroll={{ x: withSheets ? 640 : 520 }}
      pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false, showTotal: words.total }}
    />
  )
}
