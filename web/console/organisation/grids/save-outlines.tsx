import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { ORGANISATION, redrawOutlines } from '#web/console/organisation/api.ts'
import { DayField } from '#web/console/organisation/day-field.tsx'
import { organisationWords } from '#web/console/organisation/words.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import type { EditorPanelProps } from './editor-panel.tsx'
import type { AnyFinding } from './findings-layer.tsx'
import styles from './grids.module.css'
import { gridsWords } from './words.ts'

/** Saves the whole edit from a day on; only what the check lets through. */
export function SaveOutlines(props: EditorPanelProps) {
  const { state, changed, preview, on, onDay } = props
  const words = useWords(gridsWords)
  const shared = useWords(organisationWords)
  const say = useSay()
  const { busy, problem, save } = useSave(props)
  const { added } = state.now
  const named = added.every(({ code, name }) => code !== '' && name.trim() !== '')
  const checked = !preview.checking && preview.data?.savable === true
  const count = changed.length + added.length
  const wrongDay = preview.data?.wrongDay
  return (
    <div className={styles.foot}>
      {wrongDay && !preview.checking && <p className={styles.new}>{say(wrongDay)}</p>}
      {!named && <p className={styles.new}>{words.newGridNeeds}</p>}
      {problem !== null && (
        <p className={styles.new} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.footLine}>
        <DayField label={shared.on} value={on} onChange={(day) => day && onDay(day)} />
        <Button type="primary" disabled={count === 0 || !named || !checked || busy} onClick={() => void save()}>
          {count === 0 ? words.save : words.saveCount(count)}
        </Button>
      </div>
    </div>
  )
}

const findingsOf = (error: unknown): readonly AnyFinding[] | null =>
  error instanceof ApiProblem && Array.isArray(error.details.findings) ? (error.details.findings as AnyFinding[]) : null

function useSave({ state, changed, drawn, on, dispatch, onRefused }: EditorPanelProps) {
  const words = useWords(gridsWords)
  const errorText = useErrorText()
  const { message } = App.useApp()
  const client = useQueryClient()
  const ids = useRef(new Map<string, string>())
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  /** The same content goes under the same id, however often it is sent. */
  const idOf = (content: unknown): string => {
    const text = JSON.stringify(content)
    const id = ids.current.get(text) ?? newRequestId()
    ids.current.set(text, id)
    return id
  }
  const saveAll = async (): Promise<void> => {
    const added = drawn.map((each, index) => {
      const { code = '', name = '', regionClass = 1 } = state.now.added[index] ?? {}
      return { ...each, code, name: name.trim(), regionClass }
    })
    const edit = { outlines: [...changed], added, on, datum: 'wgs84' as const }
    await redrawOutlines({ requestId: idOf(edit), ...edit })
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    onRefused(null)
    try {
      await saveAll()
      message.success(words.saved)
      dispatch({ do: 'reset' })
      await client.invalidateQueries({ queryKey: ORGANISATION })
    } catch (error) {
      setProblem(errorText(error))
      onRefused(findingsOf(error))
    }
    setBusy(false)
  }
  return { busy, problem, save }
}
