import { AUDIT_WORDS } from '#platform/audit-words.ts'
import type { AuditEntry } from '#web/console/platform/api-audit.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { LineList } from '#web/shared/list/line-list.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './audit.module.css'
import { tellSubject } from './subject-text.ts'
import { auditWords } from './words.ts'

interface AuditListProps {
  readonly entries: readonly AuditEntry[]
  readonly openId: string | undefined
  readonly onOpen: (entry: AuditEntry) => void
  /** Called when the last entries come near. */
  readonly onEnd: () => void
}

/** The log line by line. */
export function AuditList({ entries, openId, onOpen, onEnd }: AuditListProps) {
  const words = useWords(auditWords)
  return (
    <LineList label={words.list} items={entries} total={entries.length} openId={openId} onOpen={onOpen} onEnd={onEnd}>
      {(entry) => <Entry entry={entry} />}
    </LineList>
  )
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const say = useSay()
  const { moment, full } = useMoments()
  const post = language === 'zh' ? entry.postTitle : (entry.postTitleEn ?? entry.postTitle)
  const action = AUDIT_WORDS[entry.action]
  return (
    <>
      <span title={full(entry.at)}>{moment(entry.at)}</span>
      <span>
        {entry.personName ?? words.nobody} <span className={styles.faint}>{post}</span>
      </span>
      <span>{action ? say(action) : entry.action}</span>
      <span>{tellSubject(entry, language)}</span>
    </>
  )
}
