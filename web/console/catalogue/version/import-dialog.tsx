import { Modal } from 'antd'
import { importVersion, useRenewVersions } from '#web/console/catalogue/api.ts'
import { versionWords } from '#web/console/catalogue/version-words.ts'
import { ImportPanel } from '#web/shared/files/import-panel.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { versionPageWords } from './words.ts'

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Takes the whole draft from a workbook, after every cell at fault was shown. */
export function ImportDialog({ versionId, onClose }: { readonly versionId: string; readonly onClose: () => void }) {
  const words = useWords(versionPageWords)
  const names = useWords(versionWords)
  const renew = useRenewVersions()
  return (
    <Modal open title={words.import} width={900} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <p>{words.importText}</p>
      <ImportPanel
        accept={XLSX}
        label={words.importFile}
        send={(file, requestId, dryRun) => importVersion(versionId, file, requestId, dryRun)}
        tell={({ rows, changes, imported }) =>
          `${words.rows(rows.types, rows.conditions, rows.rules)}${imported ? '' : words.would(names.changes(changes))}`
        }
        onImported={() => void renew()}
      />
    </Modal>
  )
}
