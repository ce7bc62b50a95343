import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useVersionNews, useVersions } from '#web/console/catalogue/api.ts'
import { versionWords } from '#web/console/catalogue/version-words.ts'
import { useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { useMay } from '#web/shared/session/session.tsx'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { VersionsTable } from './versions-table.tsx'
import { versionsWords } from './words.ts'

/** The versions of the catalogue, and where a new one begins. */
export default function VersionsPage() {
  const words = useWords(versionsWords)
  const names = useWords(versionWords)
  const mayEdit = useMay('catalogue.edit')
  const navigate = useNavigate()
  const { data: versions, error, refetch } = useVersions()
  const [drafting, setDrafting] = useState(false)
  useVersionNews()
  const draft = (
    <Button type="primary" disabled={!versions} onClick={() => setDrafting(true)}>
      {words.draft}
    </Button>
  )
  return (
    <PageFrame
      title={words.title}
      lead={
        <>
          {words.lead} {!mayEdit && names.readOnly}
        </>
      }
      actions={mayEdit && draft}
    >
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!error && !versions && <Loading rows={8} />}
      {versions?.length === 0 && <Empty title={words.empty}>{words.emptyText}</Empty>}
      {versions && versions.length > 0 && <VersionsTable versions={versions} />}
      {drafting && versions && (
        <DraftDialog
          versions={versions}
          onClose={() => setDrafting(false)}
          onDrafted={(id) => void navigate(`/administration/catalogue/${id}`)}
        />
      )}
    </PageFrame>
  )
}
