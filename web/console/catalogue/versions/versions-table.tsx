import { Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type { ListedVersion } from '#web/console/catalogue/api.ts'
import { VersionState } from '#web/console/catalogue/version-state.tsx'
import { noteIn, versionWords } from '#web/console/catalogue/version-words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './versions.module.css'
import { versionsWords } from './words.ts'

/** Every version, the newest first: where it stands, who made it, what it changes. */
export function VersionsTable({ versions }: { readonly versions: readonly ListedVersion[] }) {
  const words = useWords(versionsWords)
  const names = useWords(versionWords)
  const language = useLanguage()
  const { moment, full } = useMoments()
  const told = (name: string | null, at: string) => <span title={full(at)}>{names.by(name ?? names.nobody, moment(at))}</span>
  const columns: TableColumnsType<ListedVersion> = [
    {
      title: words.number,
      width: 220,
      render: (_, { id, number, note }) => (
        <>
          <Link className={styles.number} to={`/administration/catalogue/${id}`}>
            {names.version(number)}
          </Link>
          {note && (
            <div className={styles.note} title={noteIn(note, language)}>
              {noteIn(note, language)}
            </div>
          )}
        </>
      ),
    },
    { title: words.state, width: 150, render: (_, { state }) => <VersionState state={state} /> },
    { title: words.effectiveFrom, width: 112, render: (_, { effectiveFrom }) => effectiveFrom ?? words.noEffect },
    { title: words.drafted, width: 180, render: (_, { draftedByName, draftedAt }) => told(draftedByName, draftedAt) },
    {
      title: words.approved,
      width: 180,
      render: (_, { approvedByName, approvedAt }) => (approvedAt ? told(approvedByName, approvedAt) : words.notYet),
    },
    {
      title: words.differences,
      render: (_, { id, comparedWith, differences }) => (
        <>
          {names.changes(differences)}
          {comparedWith && (
            <Link className={styles.compare} to={`/administration/catalogue/compare?from=${comparedWith}&to=${id}`}>
              {names.compare}
            </Link>
          )}
        </>
      ),
    },
  ]
  return (
    <Table
      rowKey="id"
      size="middle"
      aria-label={words.table}
      dataSource={[...versions]}
      columns={columns}
      scroll={{ x: 960 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false, showTotal: words.total }}
    />
  )
}
