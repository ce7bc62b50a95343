import { Drawer } from 'antd'
import { AUDIT_WORDS } from '#platform/audit-words.ts'
import { type AuditEntry, useEntryBefore } from '#web/console/platform/api-audit.ts'
import { FactList } from '#web/shared/facts/fact-list.tsx'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './audit.module.css'
import { compareFields, readFields } from './readable-fields.ts'
import { tellSubject } from './subject-text.ts'
import { auditWords } from './words.ts'

/** One entry: who, when, on what, and each field beside what it was the time before. */
export function EntryDrawer({ entry, onClose }: { readonly entry: AuditEntry; readonly onClose: () => void }) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const say = useSay()
  const { full } = useMoments()
  const action = AUDIT_WORDS[entry.action]
  const title = action ? say(action) : entry.action
  const facts: readonly (readonly [string, string])[] = [
    [words.at, full(entry.at)],
    [words.person, entry.personName ?? words.nobody],
    [words.post, (language === 'zh' ? entry.postTitle : (entry.postTitleEn ?? entry.postTitle)) ?? words.none],
    [words.about, tellSubject(entry, language)],
    [words.from, entry.addressKind ? words.addressKinds[entry.addressKind] : words.none],
    [words.request, entry.requestId],
  ]
  return (
    <Drawer open title={title} size={560} onClose={onClose}>
      <FactList facts={facts} nameRoom={88} />
      <h3>{entry.changes ? words.changes : words.content}</h3>
      {entry.changes ? <Changes changes={entry.changes} /> : <Content entry={entry} />}
      <details>
        <summary>{words.answer}</summary>
        <Fields rows={readFields(entry.answer, language).map(({ value, ...field }) => ({ ...field, before: null, after: value }))} />
      </details>
    </Drawer>
  )
}

/** What the record said before and says after, field by field. */
function Changes({ changes }: { readonly changes: NonNullable<AuditEntry['changes']> }) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const side = (pick: 'before' | 'after') => readFields(Object.fromEntries(changes.map((change) => [change.field, change[pick]])), language)
  if (changes.length === 0) return <p className={styles.faint}>{words.noChange}</p>
  return <Fields rows={compareFields(side('before'), side('after'))} withBefore titles={[words.earlier, words.later]} />
}

function Content({ entry }: { readonly entry: AuditEntry }) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const { full } = useMoments()
  const { data, error, refetch } = useEntryBefore(entry)
  const before = entry.subject === '' ? null : data
  const after = readFields(entry.body, language)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (before === undefined) return <Loading rows={6} />
  if (after.length === 0 && before === null) return <p className={styles.faint}>{words.noContent}</p>
  const rows = compareFields(before ? readFields(before.body, language) : [], after)
  return (
    <>
      <p className={styles.faint}>{before ? words.lastChange(full(before.at), before.personName ?? words.nobody) : words.first}</p>
      <Fields rows={rows} withBefore={before !== null} />
    </>
  )
}

interface FieldsProps {
  readonly rows: ReturnType<typeof compareFields>
  readonly withBefore?: boolean
  /** What stands over the two columns of values. */
  readonly titles?: readonly [string, string]
}

function Fields({ rows, withBefore = false, titles }: FieldsProps) {
  const words = useWords(auditWords)
  const [earlier, later] = titles ?? [words.before, words.after]
  return (
    <table className={styles.fields}>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          {withBefore && <th scope="col">{earlier}</th>}
          <th scope="col">{withBefore ? later : words.content}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, label, before, after }) => (
          <tr key={path} data-changed={withBefore && before !== after}>
            <td>{label}</td>
            {withBefore && <td>{before ?? words.none}</td>}
            <td>{after ?? words.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
