import { Link } from 'react-router'
import styles from '#web/console/cases/queue/lists-line.module.css'
import { type QueueFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import type { Counts } from '#web/console/cases/workbench/use-box-counts.ts'
import { useCurrentInView } from '#web/shared/page/use-current-in-view.ts'

/** One list of a desk: its name in the desk's words, and the filter that is behind it. */
export interface DeskTab {
  readonly key: string
  readonly filter: QueueFilter
}

const TAB_FIELDS = ['box', 'stage'] as const

/** The tab a filter belongs to, whatever else it narrows by. */
export const tabOf = <Tab extends DeskTab>(tabs: readonly Tab[], filter: QueueFilter): Tab | undefined =>
  tabs.find((tab) => TAB_FIELDS.every((field) => tab.filter[field] === filter[field]))

interface DeskTabsProps {
  readonly label: string
  readonly tabs: readonly DeskTab[]
  readonly names: Readonly<Record<string, string>>
  readonly current: DeskTab | undefined
  readonly counts: Counts | undefined
}

/** The lists of a desk with true counts; each is an address of its own. */
export function DeskTabs({ label, tabs, names, current, counts }: DeskTabsProps) {
  const line = useCurrentInView(`${current?.key} ${counts !== undefined}`)
  return (
    <nav ref={line} className={styles.line} aria-label={label}>
      {tabs.map(({ key, filter }) => (
        <Link key={key} to={{ search: `?${writeFilter(filter)}` }} aria-current={key === current?.key ? 'page' : undefined}>
          {names[key]}
          <b>{counts?.byBox[key] ?? ''}</b>
        </Link>
      ))}
    </nav>
  )
}
