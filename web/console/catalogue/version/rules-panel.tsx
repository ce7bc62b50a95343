import { Button, Input, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { RULE_FIELD_NAMES } from '#catalogue/entry-words.ts'
import { type Duty, type ProblemType, type Rule, removeRule, useDuties } from '#web/console/catalogue/api.ts'
import { defineWords, type Language, useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { RuleForm } from './rule-form.tsx'
import { tellReason, tellScope, tellWho } from './rule-text.tsx'
import { useRemoval } from './use-draft-write.tsx'
import styles from './version.module.css'
import { versionPageWords } from './words.ts'

const rulesWords = defineWords(
  { search: '按类型、职责或说明查找', scope: '适用', who: '找谁', table: '责任规则', lead: '自上而下依次试，先找到单位的为准。', total: (count: number) => `${count} 条规则` },
  { search: 'Find by type, duty or reason', scope: 'Speaks of', who: 'Names', table: 'Responsibility rules', lead: 'Tried from the top; the first that leads to a unit counts.', total: (count: number) => `${count} rules` },
) // biome-ignore format: one line each

interface RulesPanelProps {
  readonly versionId: string
  readonly rules: readonly Rule[]
  readonly types: readonly ProblemType[]
  /** The rule somebody was led to. */
  readonly chosen: number | null
  readonly editable: boolean
}

const PAGE = 50

const isFound = (rule: Rule, text: string, types: readonly ProblemType[], duties: readonly Duty[], language: Language): boolean =>
  [String(rule.number), tellScope(rule, types, language), tellWho(rule, duties, language), tellReason(rule, language)].some((each) =>
    each.toLowerCase().includes(text.trim().toLowerCase()),
  )

/** Who is responsible, rule by rule in the order they are tried. */
export function RulesPanel({ versionId, rules, types, chosen, editable }: RulesPanelProps) {
  const words = useWords(versionPageWords)
  const names = useWords(rulesWords)
  const language = useLanguage()
  const say = useSay()
  const duties = useDuties().data ?? []
  const ask = useRemoval()
  const [sought, setSought] = useState(chosen === null ? '' : String(chosen))
  const [editing, setEditing] = useState<Rule | 'new' | null>(null)
  const found = rules.filter((rule) => isFound(rule, sought, types, duties, language))
  const removal = ({ number }: Rule) =>
    ask({
      title: words.remove,
      text: words.removeRuleText(number),
      verb: words.remove,
      write: (requestId) => removeRule(versionId, number, requestId),
      done: words.removed,
    })
  const columns: TableColumnsType<Rule> = [
    { title: say(RULE_FIELD_NAMES.number), dataIndex: 'number', width: 80 },
    { title: names.scope, width: 240, render: (_, rule) => tellScope(rule, types, language) },
    { title: names.who, width: 200, render: (_, rule) => tellWho(rule, duties, language) },
    { title: say(RULE_FIELD_NAMES.reason), render: (_, rule) => tellReason(rule, language) },
    ...(editable
      ? [
          {
            title: words.actions,
            width: 176,
            onCell: () => ({ style: { whiteSpace: 'nowrap' as const } }),
            render: (_: unknown, rule: Rule) => (
              <>
                <Button size="small" aria-label={words.editRule(rule.number)} onClick={() => setEditing(rule)}>
                  {words.edit}
                </Button>{' '}
                <Button size="small" type="text" aria-label={words.removeRuleText(rule.number)} onClick={() => removal(rule)}>
                  {words.remove}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ]
  return (
    <div className={styles.scroll}>
      <div className={styles.line}>
        <p className={styles.faint}>{names.lead}</p>
        <div className={styles.tools}>
          <Input.Search
            allowClear
            aria-label={names.search}
            placeholder={names.search}
            value={sought}
            onChange={({ target }) => setSought(target.value)}
          />
          {editable && <Button onClick={() => setEditing('new')}>{words.addRule}</Button>}
        </div>
      </div>
      <Table
        rowKey="number"
        size="small"
        aria-label={names.table}
        dataSource={found}
        columns={columns}
        rowClassName={({ number }) => (number === chosen ? (styles.highlight ?? '') : '')}
        scroll={{ x: 760 }}
        pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false, showTotal: names.total }}
      />
      {editing !== null && (
        <RuleForm
          versionId={versionId}
          rule={editing === 'new' ? null : editing}
          rules={rules}
          types={types}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}
