import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { importYear, useRenewCalendar } from '#web/console/catalogue/api-calendar.ts'
import { ImportPanel } from '#web/shared/files/import-panel.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { calendarWords } from './words.ts'

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface ImportDialogProps {
  readonly year: number
  readonly published: boolean
  readonly onClose: () => void
}

/** Takes a year's days from a workbook, and publishes it when that is wished. */
export function ImportDialog({ year, published, onClose }: ImportDialogProps) {
  const words = useWords(calendarWords)
  const renew = useRenewCalendar()
  const [publish, setPublish] = useState(!published)
  return (
    <Modal open title={`${words.import} · ${year}`} width={760} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <p>{words.importText}</p>
      {!published && (
        <p>
          <Checkbox checked={publish} onChange={({ target }) => setPublish(target.checked)}>
            {words.importPublish}
          </Checkbox>
        </p>
      )}
      <ImportPanel
        // Another wish is another request: the file is chosen anew.
        key={String(publish)}
        accept={XLSX}
        label={words.importFile}
        send={(file, requestId, dryRun) => importYear(year, file, requestId, dryRun, publish)}
        tell={({ days }) => words.importDays(days)}
        onImported={() => void renew()}
      />
    </Modal>
  )
}
