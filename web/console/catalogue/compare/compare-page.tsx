import { Segmented, Select } from 'antd'
import { Link } from 'react-router'
import { useFindings, useVersionNews, useVersions } from '#web/console/catalogue/api.ts'
import { useBarred, VersionActions } from '#web/console/catalogue/version/version-actions.tsx'
import { noteIn, versionWords } from '#web/console/catalogue/version-words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { KINDS, PARTS } from './changes.ts'
import { ChangesTable } from './changes-table.tsx'
import styles from './compare.module.css'
import { Unchanged } from './unchanged.tsx'
import { useChoice, useComparison } from './use-comparison.ts'
import { compareWords } from './words.ts'

/** Two versions side by side, field by field; where a draft is judged and approved. */
export default function ComparePage() {
  const words = useWords(compareWords)
  const names = useWords(versionWords)
  const language = useLanguage()
  const [mayEdit, mayApprove] = [useMay('catalogue.edit'), useMay('catalogue.approve')]
  const versions = useVersions()
  const { from, to, part, kind, choose } = useChoice(versions.data ?? [])
  const { data, error, retry } = useComparison(from, to)
  const later = versions.data?.find(({ id }) => id === to)
  const findings = useFindings(later?.state === 'draft' ? to : undefined)
  const barred = useBarred(findings.data)
  useVersionNews()
  if (versions.error) return <Failure error={versions.error} retry={() => void versions.refetch()} />
  if (!versions.data) return <Loading rows={12} />
  const options = versions.data.map(({ id, number, state }) => ({ value: id, label: `${names.version(number)} · ${names.states[state]}` }))
  const shown = data?.changes.filter((change) => (part ?? change.part) === change.part && (kind ?? change.kind) === change.kind)
  const count = (by: (change: { part: string; kind: string }) => boolean): number => data?.changes.filter(by).length ?? 0
  const ofPart = (name: string) => (name === 'all' ? count(() => true) : count((change) => change.part === name))
  const ofKind = (name: string) => count((change) => (part ?? change.part) === change.part && (name === 'all' || change.kind === name))
  const side = (label: string, value: string | undefined, name: 'from' | 'to') => (
    <Select
      aria-label={label}
      value={value}
      options={options}
      popupMatchSelectWidth={false}
      style={{ minWidth: 180 }}
      onChange={(id: string) => choose({ [name]: id })}
    />
  )
  return (
    <PageFrame
      title={words.title}
      aside={<Link to="/administration/catalogue">{names.back}</Link>}
      lead={[later?.note && noteIn(later.note, language), later?.state === 'draft' && (mayApprove || mayEdit) && barred]
        .filter(Boolean)
        .join(' · ')}
      actions={later && <VersionActions version={later} findings={findings.data} at="compare" />}
    >
      <div className={styles.filters}>
        <div className={styles.versions}>
          {words.from} {side(words.from, from, 'from')} <span aria-hidden="true">→</span> {words.to} {side(words.to, to, 'to')}
        </div>
        <Segmented
          aria-label={words.part}
          value={part ?? 'all'}
          options={['all', ...PARTS].map((value) => ({
            value,
            label: words.counts(ofPart(value), value === 'all' ? words.allParts : words.parts[value as (typeof PARTS)[number]]),
          }))}
          onChange={(value) => choose({ part: value === 'all' ? null : value })}
        />
        <Segmented
          aria-label={words.change}
          value={kind ?? 'all'}
          options={['all', ...KINDS].map((value) => ({
            value,
            label: words.counts(ofKind(value), value === 'all' ? words.allParts : words.changes[value as (typeof KINDS)[number]]),
          }))}
          onChange={(value) => choose({ kind: value === 'all' ? null : value })}
        />
      </div>
      {from === undefined || to === undefined || from === to ? (
        <Empty title={versions.data.length < 2 ? words.missing : words.same} />
      ) : error ? (
        <Failure error={error} retry={retry} />
      ) : !data || !shown ? (
        <Loading rows={10} />
      ) : (
        <>
          {shown.length > 0 ? (
            <ChangesTable changes={shown} names={data.names} to={to} />
          ) : (
            <Empty title={data.changes.length === 0 ? words.none : words.noneHere}>{data.changes.length > 0 && words.noneText}</Empty>
          )}
          <Unchanged unchanged={data.unchanged} names={data.names} />
        </>
      )}
    </PageFrame>
  )
}
