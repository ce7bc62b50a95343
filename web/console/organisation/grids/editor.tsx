import { useMemo, useReducer, useState } from 'react'
import type { OutlineKind, Outlines } from '#web/console/organisation/api.ts'
import { cityToday } from '#web/console/organisation/today.ts'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import { boundsOf } from '#web/shared/map/use-area-bounds.ts'
import { useLeaveGuard } from '#web/shared/page/use-leave-guard.ts'
import { addedOutlines, changedOutlines, NOTHING, reduceEdit } from './edit-state.ts'
import { EditorPanel } from './editor-panel.tsx'
import type { AnyFinding } from './findings-layer.tsx'
import { FindingsLayer } from './findings-layer.tsx'
import { FrameLayer } from './frame-layer.tsx'
import { GoTo } from './go-to.tsx'
import styles from './grids.module.css'
import { GridsDrawing } from './grids-drawing.tsx'
import { usePreview } from './use-preview.ts'
import { gridsWords } from './words.ts'

export interface EditorProps {
  readonly outlines: Outlines
  readonly parentCode: string
  readonly name: string
  readonly kind: OutlineKind
  readonly mayEdit: boolean
}

/** With room above and below for the buttons and the hint that lie on the map. */
const roomy = ({ south, north, ...sides }: MapBounds): MapBounds => ({
  ...sides,
  south: south - (north - south) * 0.12,
  north: north + (north - south) * 0.12,
})

const NO_FINDINGS: readonly AnyFinding[] = []

/** The outlines below a place on the map, with what an edit would do beside it. */
export function Editor({ outlines, parentCode, name, kind, mayEdit }: EditorProps) {
  const words = useWords(gridsWords)
  const { features } = outlines
  const [state, dispatch] = useReducer(reduceEdit, NOTHING, (nothing) => reduceEdit(nothing, { do: 'load', features }))
  const [selected, setSelected] = useState<string | null>(null)
  const [together, setTogether] = useState(true)
  const [on, setOn] = useState(cityToday)
  const [going, setGoing] = useState<AnyFinding | null>(null)
  const [refused, setRefused] = useState<readonly AnyFinding[] | null>(null)
  const changed = useMemo(() => changedOutlines(state), [state])
  const added = useMemo(() => addedOutlines(state, kind, parentCode), [state, kind, parentCode])
  const preview = usePreview({ outlines: changed, added, on })
  const unsaved = changed.length > 0 || state.now.added.length > 0
  useLeaveGuard(unsaved, words, true)
  const findings = refused ?? preview.data?.findings ?? NO_FINDINGS
  const parent = features.find(({ properties: { role } }) => role === 'parent')
  const first = parent ?? features[0]
  return (
    <div className={styles.editor}>
      <div className={styles.map}>
        <CityMap label={words.map(name)} {...(first && { bounds: roomy(boundsOf(first.geometry)) })}>
          <FrameLayer features={features} />
          <GridsDrawing
            features={features}
            state={state}
            dispatch={dispatch}
            together={together}
            selected={selected}
            onSelect={setSelected}
            mayEdit={mayEdit}
            mayDraw={mayEdit && kind !== 'division'}
            parentCode={parentCode}
            kind={kind}
            on={on}
            onTouched={() => setRefused(null)}
          />
          <FindingsLayer findings={findings} />
          <GoTo finding={going} />
        </CityMap>
      </div>
      <EditorPanel
        outlines={outlines}
        kind={kind}
        parentCode={parentCode}
        mayEdit={mayEdit}
        state={state}
        dispatch={dispatch}
        changed={changed}
        drawn={added}
        preview={preview}
        findings={findings}
        selected={selected}
        onSelect={setSelected}
        together={together}
        onTogether={setTogether}
        on={on}
        onDay={setOn}
        onGo={setGoing}
        onRefused={setRefused}
      />
    </div>
  )
}
