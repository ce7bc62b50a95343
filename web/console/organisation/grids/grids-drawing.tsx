import { PlusOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type Dispatch, useEffect, useMemo, useState } from 'react'
import type { OutlineKind, Outlines } from '#web/console/organisation/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import type { EditAction, EditState } from './edit-state.ts'
import { polygonsOf } from './geometry.ts'
import styles from './grids.module.css'
import { useCarving } from './use-carving.ts'
import { useDrawing } from './use-drawing.ts'
import { gridsWords } from './words.ts'

interface GridsDrawingProps {
  readonly features: Outlines['features']
  readonly state: EditState
  readonly dispatch: Dispatch<EditAction>
  readonly together: boolean
  readonly selected: string | null
  readonly onSelect: (key: string | null) => void
  readonly mayEdit: boolean
  readonly mayDraw: boolean
  readonly parentCode: string
  readonly kind: OutlineKind
  readonly on: string
  readonly onTouched: () => void
}

/** The drawing tool and its buttons on the map. */
export function GridsDrawing(props: GridsDrawingProps) {
  const { features, state, dispatch, together, selected, onSelect, mayEdit, mayDraw, parentCode, kind, on, onTouched } = props
  const words = useWords(gridsWords)
  const palette = PALETTES[useThemeName()]
  const [drawing, setDrawing] = useState(false)
  const around = useMemo(
    () => features.filter(({ properties }) => properties.role !== 'child').flatMap(({ geometry }) => polygonsOf(geometry)),
    [features],
  )
  const tool = useDrawing({
    edited: state.now.edited,
    around,
    together,
    palette,
    mayEdit,
    selected,
    onSelect,
    onChange: (key, change) => {
      onTouched()
      dispatch({ do: 'change', key, change, together })
    },
    onDrawn: (ring) => {
      setDrawing(false)
      onTouched()
      void carve(ring).then(onSelect)
    },
  })
  const carve = useCarving({ state, dispatch, parentCode, kind, on })
  const stop = (): void => {
    tool.stop()
    setDrawing(false)
  }
  const start = (): void => {
    onSelect(null)
    tool.start()
    setDrawing(true)
  }
  useUndoKeys(dispatch, onTouched)
  if (!mayEdit) return null
  const buttons = [
    { action: 'undo', icon: <UndoOutlined />, off: state.past.length === 0 },
    { action: 'redo', icon: <RedoOutlined />, off: state.future.length === 0 },
  ] as const
  return (
    <>
      <div className={styles.tools}>
        {buttons.map(({ action, icon, off }) => (
          <Button
            key={action}
            icon={icon}
            disabled={off || drawing}
            aria-label={words[action]}
            title={words[action]}
            onClick={() => {
              onTouched()
              dispatch({ do: action })
            }}
          />
        ))}
        {mayDraw && (
          <Button icon={<PlusOutlined />} onClick={drawing ? stop : start}>
            {drawing ? words.stopDrawing : words.draw}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{drawing ? words.drawing : words.help}</p>
    </>
  )
}

/** Ctrl+Z and Ctrl+Shift+Z or Ctrl+Y, but not while something is typed. */
function useUndoKeys(dispatch: Dispatch<EditAction>, onTouched: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]')
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || typing || (key !== 'z' && key !== 'y')) return
      event.preventDefault()
      onTouched()
      dispatch({ do: key === 'y' || event.shiftKey ? 'redo' : 'undo' })
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  })
}
