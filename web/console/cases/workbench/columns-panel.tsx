import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Checkbox, Segmented } from 'antd'
import { QUEUE_COLUMNS } from '#web/console/cases/queue/columns.tsx'
import { type ColumnKey, queueWords } from '#web/console/cases/queue/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { Look } from './use-workbench-look.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

export interface ColumnsPanelProps {
  readonly look: Look
  readonly onLook: (change: Partial<Look>) => void
  readonly onReset: () => void
}

const swapped = (keys: readonly string[], from: number, to: number): string[] => {
  const next = [...keys]
  const [key] = next.splice(from, 1)
  if (key !== undefined) next.splice(to, 0, key)
  return next
}

/** The chosen columns first, in their order; then those that could be chosen. */
function orderedKeys(chosen: readonly string[]): readonly ColumnKey[] {
  const all = QUEUE_COLUMNS.map(({ key }) => key)
  return [...chosen.flatMap((key) => all.find((each) => each === key) ?? []), ...all.filter((key) => !chosen.includes(key))]
}

function ColumnRows({ look, onLook }: Omit<ColumnsPanelProps, 'onReset'>) {
  const words = useWords(workbenchWords)
  const names = useWords(queueWords).columns
  const chosen = look.columns
  const toggle = (key: string): void => onLook({ columns: chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key] })
  return (
    <ul className={styles.rows}>
      {orderedKeys(chosen).map((key) => {
        const at = chosen.indexOf(key)
        return (
          <li key={key}>
            <Checkbox checked={at >= 0} disabled={at >= 0 && chosen.length === 1} onChange={() => toggle(key)}>
              {names[key]}
            </Checkbox>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={words.moveUp(names[key])}
              disabled={at <= 0}
              onClick={() => onLook({ columns: swapped(chosen, at, at - 1) })}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined aria-hidden />}
              aria-label={words.moveDown(names[key])}
              disabled={at < 0 || at === chosen.length - 1}
              onClick={() => onLook({ columns: swapped(chosen, at, at + 1) })}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Which columns to show, in which order, and how far apart the rows stand. */
export default function ColumnsPanel({ look, onLook, onReset }: ColumnsPanelProps) {
  const words = useWords(workbenchWords)
  const densities = (['comfortable', 'compact'] as const).map((value) => ({ value, label: words.densities[value] }))
  return (
    <div className={styles.panel}>
      <h2>{words.columnsTitle}</h2>
      <ColumnRows look={look} onLook={onLook} />
      <div className={styles.naming}>
        <Segmented aria-label={words.density} options={densities} value={look.density} onChange={(density) => onLook({ density })} />
        <Button className={styles.end} onClick={onReset}>
          {words.columnsReset}
        </Button>
      </div>
    </div>
  )
}
