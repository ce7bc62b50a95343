import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { AUDIT_WORDS } from '#platform/audit-words.ts'
import type { AuditEntry } from '#web/console/platform/api-audit.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './audit.module.css'
import { tellSubject } from './subject-text.ts'
import { auditWords } from './words.ts'

const ROW = 40
const NEAR_END = 20

interface AuditListProps {
  readonly entries: readonly AuditEntry[]
  readonly openId: string | null
  readonly onOpen: (entry: AuditEntry) => void
  /** Called when the last entries come near. */
  readonly onEnd: () => void
}

/** The log as lines of one height; only those seen are drawn. */
export function AuditList({ entries, openId, onOpen, onEnd }: AuditListProps) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const say = useSay()
  const { moment, full } = useMoments()
  const scroll = useRef<HTMLElement>(null)
  const lines = useVirtualizer({ count: entries.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 12 })
  const shown = lines.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (entries.length > 0 && last >= entries.length - NEAR_END) onEnd()
  }, [last, entries.length, onEnd])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={words.list}>
      <ol className={styles.list} style={{ height: lines.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const entry = entries[index]
          if (!entry) return null
          const post = language === 'zh' ? entry.postTitle : (entry.postTitleEn ?? entry.postTitle)
          const action = AUDIT_WORDS[entry.action]
          return (
            <li key={entry.id} style={{ transform: `translateY(${start}px)` }} aria-posinset={index + 1} aria-setsize={entries.length}>
              <button type="button" className={styles.line} aria-current={entry.id === openId} onClick={() => onOpen(entry)}>
                <span title={full(entry.at)}>{moment(entry.at)}</span>
                <span>
                  {entry.personName ?? words.nobody} <span className={styles.post}>{post}</span>
                </span>
                <span>{action ? say(action) : entry.action}</span>
                <span>{tellSubject(entry, language)}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
