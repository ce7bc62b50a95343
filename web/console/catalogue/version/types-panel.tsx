import { Button } from 'antd'
import { useState } from 'react'
import { type ProblemType, type Rule, useVersionTypes } from '#web/console/catalogue/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { TypeDetail } from './type-detail.tsx'
import { TypeForm } from './type-form.tsx'
import { TypeTree } from './type-tree.tsx'
import styles from './version.module.css'
import { versionPageWords } from './words.ts'

interface TypesPanelProps {
  readonly versionId: string
  readonly rules: readonly Rule[]
  readonly chosen: string | null
  readonly editable: boolean
  readonly onChoose: (code: string) => void
}

/** The types of a version at the left, the one chosen at the right. */
export function TypesPanel({ versionId, rules, chosen, editable, onChoose }: TypesPanelProps) {
  const words = useWords(versionPageWords)
  const { data, error, refetch } = useVersionTypes(versionId)
  const [adding, setAdding] = useState(false)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  const types: readonly ProblemType[] = data.types
  const type = types.find(({ code }) => code === chosen)
  const add = editable && <Button onClick={() => setAdding(true)}>{words.addType}</Button>
  return (
    <div className={styles.columns}>
      <TypeTree types={types} chosen={chosen} onChoose={onChoose} foot={add} />
      {type ? (
        <TypeDetail key={type.code} versionId={versionId} type={type} types={types} rules={rules} editable={editable} />
      ) : (
        <Empty title={words.choose} />
      )}
      {adding && <TypeForm versionId={versionId} type={null} types={types} onClose={() => setAdding(false)} onSaved={onChoose} />}
    </div>
  )
}
