import { Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type { Difference } from '#web/console/catalogue/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import type { Change, FieldChange } from './changes.ts'
import styles from './compare.module.css'
import { compareWords } from './words.ts'

const SHAPES = { added: '+', removed: '−', changed: '~' } as const
const PAGE = 50

/** What is only there now, or was only there before, needs no arrow. */
function OneSided({ fields, kind }: { readonly fields: readonly FieldChange[]; readonly kind: 'added' | 'removed' }) {
  return (
    <div className={styles.oneSided}>
      {fields.map(({ field, before, after }) => [
        <span key={`${field}/name`} className={styles.field}>{field}</span>,
        kind === 'added' ? <ins key={field} className={styles.after}>{after}</ins> : <del key={field} className={styles.before}>{before}</del>,
      ])}
    </div>
  ) // biome-ignore format: two cells of one row
}

function Fields({ fields }: { readonly fields: readonly FieldChange[] }) {
  const words = useWords(compareWords)
  const nothing = (
    <span className={styles.nothing} aria-hidden="true">
      {words.nothing}
    </span>
  )
  return (
    <div className={styles.fields}>
      {fields.map(({ field, before, after }) => [
        <span key={`${field}/name`} className={styles.field}>{field}</span>,
        <span key={`${field}/before`}>{before === null ? nothing : <del className={styles.before}>{before}</del>}</span>,
        <span key={`${field}/arrow`} className={styles.arrow} aria-hidden="true">→</span>,
        <span key={`${field}/after`}>{after === null ? nothing : <ins className={styles.after}>{after}</ins>}</span>,
      ])}
    </div>
  ) // biome-ignore format: four cells of one row
}

interface ChangesTableProps {
  readonly changes: readonly Change[]
  readonly names: Difference['names']
  /** The later version, where an entry can be seen as it is now. */
  readonly to: string
}

/** Each entry that differs, with every field that reads differently. */
export function ChangesTable({ changes, names, to }: ChangesTableProps) {
  const words = useWords(compareWords)
  const say = useSay()
  const entry = ({ part, key, kind }: Change) => {
    const [code = key, number] = key.split('#')
    const address = part === 'rules' ? `?tab=rules&rule=${key}` : `?type=${code}`
    const name = part === 'rules' ? words.rule(key) : `${code} ${names[code] ? say(names[code]) : ''}`
    return (
      <>
        {kind === 'removed' ? <span>{name}</span> : <Link to={`/administration/catalogue/${to}${address}`}>{name}</Link>}
        <span className={`${styles.name} ${styles.faint}`}>{number === undefined ? words.entryOf[part] : words.condition(number)}</span>
      </>
    )
  }
  const columns: TableColumnsType<Change> = [
    {
      title: words.change,
      width: 96,
      render: (_, { kind }) => (
        <span className={styles.kind}>
          <b aria-hidden="true">{SHAPES[kind]}</b> {words.changes[kind]}
        </span>
      ),
    },
    { title: words.entry, width: 220, render: (_, change) => entry(change) },
    {
      title: words.fields,
      render: (_, { kind, fields }) => (kind === 'changed' ? <Fields fields={fields} /> : <OneSided fields={fields} kind={kind} />),
    },
  ]
  return (
    <Table
      rowKey="id"
      className={styles.table}
      size="middle"
      tableLayout="fixed"
      aria-label={words.table}
      dataSource={[...changes]}
      columns={columns}
      scroll={{ x: 860 }}
      pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false, showTotal: words.total }}
    />
  )
}
