import { TableOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { lazy, Suspense } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { Loading } from '#web/shared/states/states.tsx'
import type { Look } from './use-workbench-look.ts'
import { workbenchWords } from './words.ts'

const ColumnsPanel = lazy(() => import('./columns-panel.tsx'))

interface ColumnsMenuProps {
  readonly look: Look
  readonly onLook: (change: Partial<Look>) => void
  readonly onReset: () => void
}

/** Opens the choice of columns. */
export function ColumnsMenu(props: ColumnsMenuProps) {
  const words = useWords(workbenchWords)
  const panel = (
    <Suspense fallback={<Loading rows={8} />}>
      <ColumnsPanel {...props} />
    </Suspense>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={panel} destroyOnHidden>
      <Button icon={<TableOutlined aria-hidden />}>{words.columns}</Button>
    </Popover>
  )
}
