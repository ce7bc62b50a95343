import { DownloadOutlined } from '@ant-design/icons'
import { App } from 'antd'
import { useState } from 'react'
import { exportCases } from '#web/console/cases/api-lists.ts'
import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { MenuButton } from '#web/shared/menu/menu-button.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { workbenchWords } from './words.ts'

/** What the filter finds as a file, all of it and not only what is loaded. */
export function ExportMenu({ filter }: { readonly filter: QueueFilter }) {
  const words = useWords(workbenchWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const make = async (format: string): Promise<void> => {
    setBusy(true)
    try {
      await exportCases({ ...filter, format })
    } catch (error) {
      message.error(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  const items = [
    { key: 'xlsx', label: words.exportXlsx },
    { key: 'csv', label: words.exportCsv },
  ]
  return (
    <MenuButton
      menu={{ items, onClick: ({ key }) => void make(key) }}
      button={{
        icon: <DownloadOutlined aria-hidden />,
        loading: busy,
        title: busy ? words.exporting : undefined,
        children: words.export,
      }}
    />
  )
}
