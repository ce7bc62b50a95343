import { Drawer } from 'antd'
import { AUDIT_WORDS } from '#platform/audit-words.ts'
import { type AuditEntry, useEntryBefore } from '#web/console/platform/api-audit.ts'
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
    [words.request, entry.requestId],
  ]
  return (
    <Drawer open title={title} size={560} onClose={onClose}>
      <dl className={styles.facts}>{facts.map(([name, value]) => [<dt key={`${name}/name`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
      <h3>{words.content}</h3>
      <Content entry={entry} />
      <details>
        <summary>{words.answer}</summary>
        <Fields rows={readFields(entry.answer, language).map(({ value, ...field }) => ({ ...field, before: null, after: value }))} />
      </details>
    </Drawer>
  )
}

function Content({ entry }: { readonly entry: AuditEntry }) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const { full } = useMoments()
  const { data: before, error, refetch } = useEntryBefore(entry)
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
}

function Fields({ rows, withBefore = false }: FieldsProps) {
  const words = useWords(auditWords)
  return (
    <table className={styles.fields}>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          {withBefore && <th scope="col">{words.before}</th>}
          <th scope="col">{withBefore ? words.after : words.content}</th>
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
