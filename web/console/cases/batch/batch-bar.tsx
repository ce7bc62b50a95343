import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useMemo, useState } from 'react'
import { ruleOf } from '#cases/lifecycle.ts'
import type { CaseRow } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import styles from './batch.module.css'
import { BatchDialog } from './batch-dialog.tsx'
import { type BatchPlan, MOST_AT_ONCE, plansFor } from './batch-plan.ts'
import { SHAREABLE_ACTIONS } from './shareable.ts'
import { batchWords } from './words.ts'

/** So many actions have a button of their own; the others are in a menu. */
const IN_SIGHT = 3

export interface BatchBarProps {
  readonly rows: readonly CaseRow[]
  readonly onClear: () => void
  readonly onDone: (rows: readonly CaseRow[]) => void
}

/** What can be done with all the selected cases at once. */
export function BatchBar({ rows, onClear, onDone }: BatchBarProps) {
  const words = useWords(batchWords)
  const say = useSay()
  const me = useMe()
  const [plan, setPlan] = useState<BatchPlan | null>(null)
  const plans = useMemo(() => plansFor(SHAREABLE_ACTIONS, rows, me), [rows, me])
  const label = ({ action, able }: BatchPlan): string => words.button(say(ruleOf(action)), able.length, rows.length)
  const rest = plans.slice(IN_SIGHT)
  return (
    <>
      {rows.length > 0 && (
        <div className={styles.bar} role="toolbar" aria-label={words.bar}>
          {plans.length === 0 && <span>{rows.length > MOST_AT_ONCE ? words.tooMany(MOST_AT_ONCE) : words.none}</span>}
          {plans.slice(0, IN_SIGHT).map((each) => (
            <Button key={each.action} size="small" onClick={() => setPlan(each)}>
              {label(each)}
            </Button>
          ))}
          {rest.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{ items: rest.map((each) => ({ key: each.action, label: label(each), onClick: () => setPlan(each) })) }}
            >
              <Button size="small">
                {words.more} <DownOutlined aria-hidden />
              </Button>
            </Dropdown>
          )}
          <Button size="small" type="text" onClick={onClear}>
            {words.clear}
          </Button>
        </div>
      )}
      {/* What was selected has left the list once it is done; how it went stays until it is read. */}
      {plan && <BatchDialog key={plan.action} plan={plan} onClose={() => setPlan(null)} onDone={onDone} />}
    </>
  )
}
