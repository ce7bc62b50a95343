import { App, Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { discardVersion, exportVersion, type Findings, type ListedVersion } from '#web/console/catalogue/api.ts'
import { versionWords } from '#web/console/catalogue/version-words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { useRemoval } from './use-draft-write.tsx'
import { versionPageWords } from './words.ts'

/** Why a draft cannot be approved by whoever asks, or null. */
export function useBarred(findings: Findings | undefined): string | null {
  const words = useWords(versionPageWords)
  if (!findings) return ''
  if (findings.ownWork) return words.ownWork
  return findings.flaws.length > 0 ? words.flawed(findings.flaws.length) : null
}

interface VersionActionsProps {
  readonly version: ListedVersion
  readonly findings: Findings | undefined
  /** Leaves out the way to where one stands. */
  readonly at: 'version' | 'compare'
}

/** What can be done with a version, by the permissions one has. */
export function VersionActions({ version, findings, at }: VersionActionsProps) {
  const words = useWords(versionPageWords)
  const names = useWords(versionWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [mayEdit, mayApprove] = [useMay('catalogue.edit'), useMay('catalogue.approve')]
  const navigate = useNavigate()
  const ask = useRemoval()
  const [open, setOpen] = useState<'approve' | 'import' | null>(null)
  const barred = useBarred(findings)
  const { id, number, state, comparedWith } = version
  const isDraft = state === 'draft'
  const discard = () =>
    ask({
      title: words.discard,
      text: words.discardText,
      verb: words.discard,
      write: (requestId) => discardVersion(id, requestId),
      done: words.discarded,
      after: () => void navigate('/administration/catalogue'),
    })
  const save = () => exportVersion(id).catch((error: unknown) => void message.error(errorText(error)))
  return (
    <>
      {at === 'version' && comparedWith && (
        <Link to={`/administration/catalogue/compare?from=${comparedWith}&to=${id}`}>{names.compare}</Link>
      )}
      {at === 'version' && <Button onClick={() => void save()}>{names.export}</Button>}
      {at === 'version' && isDraft && mayEdit && <Button onClick={() => setOpen('import')}>{words.import}</Button>}
      {at === 'version' && isDraft && mayEdit && <Button onClick={discard}>{words.discard}</Button>}
      {isDraft && mayApprove && (
        <Button type="primary" disabled={barred !== null} title={barred ?? undefined} onClick={() => setOpen('approve')}>
          {words.approve}
        </Button>
      )}
      {open === 'approve' && <ApproveDialog versionId={id} number={number} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportDialog versionId={id} onClose={() => setOpen(null)} />}
    </>
  )
}
