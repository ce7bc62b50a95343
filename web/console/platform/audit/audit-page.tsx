import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useCallback, useState } from 'react'
import { type AuditEntry, exportAudit, useAuditLog } from '#web/console/platform/api-audit.ts'
import { useWords } from '#web/shared/language/language.ts'
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
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAuditLog(filter)
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const [exporting, setExporting] = useState(false)
  const entries = data?.pages.flatMap(({ items }) => items)
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
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
        <div className={styles.head} aria-hidden="true">
          <span>{words.at}</span>
          <span>{words.person}</span>
          <span>{words.action}</span>
          <span>{words.about}</span>
        </div>
        {error && !entries && <Failure error={error} retry={() => void refetch()} />}
        {!error && !entries && <Loading rows={14} />}
        {entries?.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
        {entries && entries.length > 0 && <AuditList entries={entries} openId={open?.id ?? null} onOpen={setOpen} onEnd={more} />}
        <div className={styles.foot} role="status">
          {entries && (hasNextPage ? words.some(entries.length) : words.all(entries.length))}
          {hasNextPage && (
            <Button size="small" disabled={isFetchingNextPage} onClick={more}>
              {isFetchingNextPage ? words.loading : words.more}
            </Button>
          )}
        </div>
      </div>
      {open && <EntryDrawer key={open.id} entry={open} onClose={() => setOpen(null)} />}
    </PageFrame>
  )
}
