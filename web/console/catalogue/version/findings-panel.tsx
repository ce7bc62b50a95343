import { Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import { CONDITION_FIELD_NAMES, RULE_FIELD_NAMES, TYPE_FIELD_NAMES } from '#catalogue/entry-words.ts'
import type { Findings, Flaw } from '#web/console/catalogue/api.ts'
import { type Bilingual, useSay, useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import styles from './version.module.css'
import { findingsWords } from './words.ts'

const FIELDS: Readonly<Record<Flaw['part'], Readonly<Record<string, Bilingual>>>> = {
  types: TYPE_FIELD_NAMES,
  conditions: CONDITION_FIELD_NAMES,
  rules: RULE_FIELD_NAMES,
}

/** Where the flaw can be mended, within the same page. */
const spotOf = ({ part, key }: Flaw): string => {
  if (part === 'rules') return `?tab=rules&rule=${key}`
  return `?type=${key.split('#')[0] ?? ''}`
}

const PAGE = 50

/** What stands in the way of approving a version, each with the way to its spot. */
export function FindingsPanel({ findings }: { readonly findings: Findings }) {
  const words = useWords(findingsWords)
  const say = useSay()
  const { types, conditions, rules } = findings.sizes
  if (findings.flaws.length === 0) return <Empty title={words.none}>{words.noneText(types, conditions, rules)}</Empty>
  const columns: TableColumnsType<Flaw & { readonly id: number }> = [
    {
      title: words.place,
      width: 180,
      render: (_, flaw) => (flaw.key === '' ? words.whole : <Link to={spotOf(flaw)}>{words.part[flaw.part](flaw.key)}</Link>),
    },
    { title: words.field, width: 140, render: (_, { part, field }) => say(FIELDS[part][field] ?? { zh: field, en: field }) },
    { title: words.value, width: 180, dataIndex: 'value' },
    { title: words.text, render: (_, flaw) => say(flaw) },
  ]
  return (
    <div className={styles.scroll}>
      <Table
        rowKey="id"
        size="small"
        aria-label={words.table}
        dataSource={findings.flaws.map((flaw, id) => ({ ...flaw, id }))}
        columns={columns}
        scroll={{ x: 640 }}
        pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </div>
  )
}
