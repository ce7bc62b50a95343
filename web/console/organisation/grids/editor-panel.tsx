import { Button, Checkbox } from 'antd'
import type { Dispatch } from 'react'
import type { OutlineKind, Outlines } from '#web/console/organisation/api.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { useWords } from '#web/shared/language/language.ts'
import type { AddedOutline, ChangedOutline, EditAction, EditState } from './edit-state.ts'
import type { AnyFinding } from './findings-layer.tsx'
import { FindingsList } from './findings-list.tsx'
import styles from './grids.module.css'
import { NewGrids } from './new-grids.tsx'
import { SaveOutlines } from './save-outlines.tsx'
import type { LivePreview } from './use-preview.ts'
import { VertexTable } from './vertex-table.tsx'
import { gridsWords } from './words.ts'

export interface EditorPanelProps {
  readonly outlines: Outlines
  readonly kind: OutlineKind
  readonly parentCode: string
  readonly mayEdit: boolean
  readonly state: EditState
  readonly dispatch: Dispatch<EditAction>
  readonly changed: readonly ChangedOutline[]
  readonly drawn: readonly AddedOutline[]
  readonly preview: LivePreview
  readonly findings: readonly AnyFinding[]
  readonly selected: string | null
  readonly onSelect: (key: string | null) => void
  readonly together: boolean
  readonly onTogether: (together: boolean) => void
  readonly on: string
  readonly onDay: (day: string) => void
  readonly onGo: (finding: AnyFinding) => void
  readonly onRefused: (findings: readonly AnyFinding[] | null) => void
}

/** Beside the map: the outlines, the vertices of the chosen one, what would be wrong, and saving. */
export function EditorPanel(props: EditorPanelProps) {
  const { outlines, mayEdit, state, dispatch, findings, selected, together, onTogether, onGo } = props
  const words = useWords(gridsWords)
  const polygons = selected === null ? undefined : state.now.edited[selected]
  return (
    <aside className={styles.panel}>
      <div className={styles.scroll}>
        {outlines.truncated && <p className={styles.part}>{words.truncated}</p>}
        <OutlineNames {...props} />
        {mayEdit && <NewGrids added={state.now.added} dispatch={dispatch} />}
        {mayEdit && (
          <div className={styles.part}>
            <Checkbox checked={together} onChange={({ target }) => onTogether(target.checked)}>
              {words.together}
            </Checkbox>
            <p className={organisation.faint}>{words.togetherHint}</p>
          </div>
        )}
        <section className={styles.part}>
          <h2>{words.check}</h2>
          <Verdict {...props} />
        </section>
        {findings.length > 0 && <FindingsList findings={findings} onChoose={(finding) => onGo({ ...finding })} />}
        {mayEdit && (
          <section className={styles.part}>
            <h2>{words.vertices}</h2>
            {polygons && selected !== null ? (
              <VertexTable polygons={polygons} onChange={(change) => dispatch({ do: 'change', key: selected, change, together })} />
            ) : (
              <p className={organisation.secondary}>{words.selectOnMap}</p>
            )}
          </section>
        )}
      </div>
      {mayEdit && <SaveOutlines {...props} />}
    </aside>
  )
}

/** Every outline by name: the keyboard's way to choose one. */
function OutlineNames({ outlines, state, changed, selected, onSelect, mayEdit, dispatch }: EditorPanelProps) {
  const words = useWords(gridsWords)
  const own = outlines.features.filter(({ properties }) => properties.role === 'child')
  const isChanged = (code: string): boolean => changed.some((each) => each.code === code)
  const nothing = state.past.length === 0
  return (
    <section className={styles.part}>
      <h2>
        {words.list(own.length)}
        {mayEdit && (
          <Button size="small" disabled={nothing} onClick={() => dispatch({ do: 'reset' })}>
            {words.reset}
          </Button>
        )}
      </h2>
      {own.length === 0 && <p className={organisation.secondary}>{words.empty}</p>}
      <ul className={styles.grids}>
        {own.map(({ id, properties: { code, name } }) => (
          <li key={id}>
            <button type="button" aria-pressed={selected === id} onClick={() => onSelect(id)} title={`${name} ${code}`}>
              <span>{name}</span>
              {isChanged(code) && <span className={organisation.tag}>{words.changed}</span>}
              <span className={organisation.faint}>{code.slice(-3)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** In one line each: what the edit brings, what was there before, what it mends. */
function Verdict({ preview: { data, checking, error, retry }, changed, state }: EditorPanelProps) {
  const words = useWords(gridsWords)
  if (changed.length === 0 && state.now.added.length === 0) return <p className={organisation.secondary}>{words.untouched}</p>
  if (error) return <Button onClick={retry}>{words.check}</Button>
  const fresh = data?.findings.filter(({ state: each }) => each === 'new').length ?? 0
  const old = (data?.findings.length ?? 0) - fresh
  return (
    <div role="status" className={styles.state}>
      {checking && <p className={organisation.secondary}>{words.checking}</p>}
      {!checking && data && <p className={fresh > 0 ? styles.new : styles.good}>{fresh > 0 ? words.wrong(fresh) : words.clean}</p>}
      {!checking && old > 0 && <p className={organisation.secondary}>{words.existing(old)}</p>}
      {!checking && data && data.mended.length > 0 && <p className={organisation.secondary}>{words.mended(data.mended.length)}</p>}
    </div>
  )
}
