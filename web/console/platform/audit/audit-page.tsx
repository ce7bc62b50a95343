import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { type AuditEntry, exportAudit, useAuditLog } from '#web/console/platform/api-audit.ts'
import { useWords } from '#web/shared/language/language.ts'
import { ListHead } from '#web/shared/list/line-list.tsx'
import { ListFoot } from '#web/shared/list/list-foot.tsx'
import { useMore } from '#web/shared/list/use-more.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { Empty, Failure, Loading, useErrorText } from '#web/shared/states/states.tsx'
import styles from './audit.module.css'
import { AuditFilters } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { useFilter } from './use-filter.ts'
import { auditWords } from './words.ts'

/** The log of every administrative action, newest first. */
export default function AuditPage() {
  const words = useWords(auditWords)
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [filter, setFilter] = useFilter()
  const log = useAuditLog(filter)
  const { data, error, refetch, hasNextPage, isFetchingNextPage } = log
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const [exporting, setExporting] = useState(false)
  const entries = data?.pages.flatMap(({ items }) => items)
  const more = useMore(log)
  const save = async (): Promise<void> => {
    setExporting(true)
    await exportAudit(filter).catch((reason: unknown) => message.error(errorText(reason)))
    setExporting(false)
  }
  return (
    <PageFrame
      fill
      title={words.title}
      lead={words.lead}
      actions={
        <Button icon={<DownloadOutlined />} disabled={exporting} onClick={() => void save()}>
          {exporting ? words.exporting : words.export}
        </Button>
      }
    >
      <div className={styles.content}>
        <AuditFilters filter={filter} onChange={setFilter} />
        <ListHead>
          <span>{words.at}</span>
          <span>{words.person}</span>
          <span>{words.action}</span>
          <span>{words.about}</span>
        </ListHead>
        {error && !entries && <Failure error={error} retry={() => void refetch()} />}
        {!error && !entries && <Loading rows={14} />}
        {entries?.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
        {entries && entries.length > 0 && <AuditList entries={entries} openId={open?.id} onOpen={setOpen} onEnd={more} />}
        <ListFoot
          told={entries && (hasNextPage ? words.some(entries.length) : words.all(entries.length))}
          hasMore={hasNextPage}
          isReading={isFetchingNextPage}
          onMore={more}
          words={words}
        />
      </div>
      {open && <EntryDrawer key={open.id} entry={open} onClose={() => setOpen(null)} />}
    </PageFrame>
  )
}
