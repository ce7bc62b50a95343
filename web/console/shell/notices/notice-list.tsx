import { Button } from 'antd'
import { Link } from 'react-router'
import { noticeText } from '#cases/notice-kinds.ts'
import type { ListedVersion } from '#web/console/catalogue/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './notices.module.css'
import { useMarkRead, useNotices } from './use-notices.ts'
import { noticesWords } from './words.ts'

interface NoticeListProps {
  /** Drafts that wait for the reader's approval; they stand first until they are approved. */
  readonly awaiting: readonly ListedVersion[]
  readonly onOpen: () => void
}

/** Notices newest first; opening one marks it as read. */
export function NoticeList({ awaiting, onOpen }: NoticeListProps) {
  const words = useWords(noticesWords)
  const say = useSay()
  const { moment } = useMoments()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices()
  const mark = useMarkRead()
  const notices = data?.pages.flatMap((page) => page.notices)
  const newest = notices?.[0]
  const drafts = awaiting.map(({ id, number, draftedByName }) => (
    <li key={id} className={styles.unread}>
      <Link to={`/administration/catalogue/${id}?tab=findings`} onClick={onOpen}>
        {words.awaiting(number, draftedByName)}
      </Link>
    </li>
  ))
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!notices) return <Loading rows={4} />
  if (!newest && drafts.length === 0) return <Empty title={words.empty}>{words.emptyText}</Empty>
  return (
    <div className={styles.panel}>
      <ul className={styles.list}>
        {drafts}
        {notices.map(({ id, kind, caseId, number, at, read, mayOpen }) => (
          <li key={id} className={read ? styles.read : styles.unread}>
            {mayOpen ? (
              <Link
                to={`/cases/${caseId}`}
                onClick={() => {
                  mark.mutate({ ids: [id] })
                  onOpen()
                }}
              >
                {say(noticeText(kind, number))}
              </Link>
            ) : (
              <span>
                {say(noticeText(kind, number))} {words.gone}
              </span>
            )}
            <time dateTime={at}>{moment(at)}</time>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {newest && (
          <Button size="small" onClick={() => mark.mutate({ upTo: newest.id })} disabled={mark.isPending}>
            {words.markAll}
          </Button>
        )}
        {hasNextPage && (
          <Button size="small" type="text" onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {words.more}
          </Button>
        )}
      </div>
    </div>
  )
}
