import { Tabs } from 'antd'
import { Link, useParams } from 'react-router'
import { useFindings, useVersionNews, useVersionRules, useVersions, useVersionTypes } from '#web/console/catalogue/api.ts'
import { VersionState } from '#web/console/catalogue/version-state.tsx'
import { noteIn, versionWords } from '#web/console/catalogue/version-words.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { TypesPanel } from './types-panel.tsx'
import { TABS, type Tab, usePlace } from './use-place.ts'
import styles from './version.module.css'
import { useBarred, VersionActions } from './version-actions.tsx'
import { versionPageWords } from './words.ts'

/** One version of the catalogue: its types, its rules, and what stands in the way of approving it. */
export default function VersionPage() {
  const { versionId } = useParams()
  const words = useWords(versionPageWords)
  const names = useWords(versionWords)
  const language = useLanguage()
  const [mayEdit, mayApprove] = [useMay('catalogue.edit'), useMay('catalogue.approve')]
  const versions = useVersions()
  const findings = useFindings(versionId)
  const rules = useVersionRules(versionId)
  const types = useVersionTypes(versionId)
  const [place, go] = usePlace()
  const barred = useBarred(findings.data)
  useVersionNews()
  const version = versions.data?.find(({ id }) => id === versionId)
  const error = versions.error ?? findings.error ?? rules.error
  if (error || (versions.data && !version))
    return (
      <Failure
        error={error ?? new ApiProblem({ detail: names.gone }, 404)}
        retry={() => void Promise.all([versions.refetch(), findings.refetch(), rules.refetch()])}
      />
    )
  if (!version || !versionId || !rules.data) return <Loading rows={14} />
  const isDraft = version.state === 'draft'
  const editable = isDraft && mayEdit
  const count = findings.data?.flaws.length ?? 0
  const lead = !isDraft ? words.approvedLead : (mayApprove || mayEdit) && barred ? barred : words.draftLead
  return (
    <PageFrame
      fill
      title={names.version(version.number)}
      aside={
        <>
          <VersionState state={version.state} />
          {version.effectiveFrom && <span>{words.effective(version.effectiveFrom)}</span>}
          <Link to="/administration/catalogue">{names.back}</Link>
        </>
      }
      lead={[version.note && noteIn(version.note, language), lead, !mayEdit && names.readOnly].filter(Boolean).join(' · ')}
      actions={<VersionActions version={version} findings={findings.data} at="version" />}
    >
      <div className={styles.content}>
        <Tabs
          className={styles.tabs}
          activeKey={place.tab}
          onChange={(tab) => go({ tab: tab as Tab })}
          items={TABS.map((key) => ({ key, label: key === 'findings' && count > 0 ? words.findingsCount(count) : words.tabs[key] }))}
        />
        {place.tab === 'types' && (
          <TypesPanel
            versionId={versionId}
            rules={rules.data}
            chosen={place.type}
            editable={editable}
            onChoose={(type) => go({ tab: 'types', type })}
          />
        )}
        {place.tab === 'rules' && (
          <RulesPanel
            key={place.rule}
            versionId={versionId}
            rules={rules.data}
            types={types.data?.types ?? []}
            chosen={place.rule}
            editable={editable}
          />
        )}
        {place.tab === 'findings' && (findings.data ? <FindingsPanel findings={findings.data} /> : <Loading />)}
      </div>
    </PageFrame>
  )
}
