import { useQueries } from '@tanstack/react-query'
import { Select } from 'antd'
import { handlingUnits } from '#cases/refusal.ts'
import { holdsTyped } from '#web/console/cases/actions/holds-typed.ts'
import { CASES, type CaseRow, type Inspector } from '#web/console/cases/api.ts'
import { get } from '#web/shared/api/client.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './batch.module.css'
import { batchWords } from './words.ts'

type Answer = { readonly inspectors: readonly Inspector[] }

/** One case for each place: who serves a place is the same for all that lie in it. */
const onePerPlace = (rows: readonly CaseRow[]): readonly CaseRow[] => [...new Map(rows.map((row) => [row.placeCode, row])).values()]

/** Who is listed for every one of the places, and of none of the units. */
function common(lists: readonly (readonly Inspector[])[], units: readonly string[]): readonly Inspector[] {
  const [first = [], ...rest] = lists
  return first.filter(({ id, unitId }) => !units.includes(unitId) && rest.every((list) => list.some((each) => each.id === id)))
}

interface InspectorChoiceProps {
  readonly rows: readonly CaseRow[]
  readonly id?: string
  readonly value?: string
  readonly onChange?: (inspectorId: string) => void
}

/** One inspector for all of the cases. */
export function InspectorChoice({ rows, id, value, onChange }: InspectorChoiceProps) {
  const words = useWords(batchWords)
  const errorText = useErrorText()
  const answers = useQueries({
    queries: onePerPlace(rows).map((row) => ({
      queryKey: [...CASES, 'inspectors', row.id],
      queryFn: ({ signal }: { signal: AbortSignal }) => get<Answer>(`/api/cases/${row.id}/inspectors`, undefined, signal),
      staleTime: 60_000,
    })),
  })
  const error = answers.find((answer) => answer.error !== null)?.error
  const isPending = answers.some((answer) => answer.isPending)
  const found = isPending
    ? []
    : common(
        answers.map(({ data }) => data?.inspectors ?? []),
        rows.flatMap(handlingUnits),
      )
  if (error) return <p role="alert">{errorText(error)}</p>
  if (!isPending && found.length === 0) return <p className={styles.hint}>{words.noInspector}</p>
  return (
    <>
      <Select
        id={id}
        aria-label={words.inspector}
        loading={isPending}
        showSearch={{ filterOption: (typed, option) => holdsTyped(String(option?.label ?? ''), typed) }}
        value={value}
        onChange={onChange}
        options={found.map(({ id: personId, name, title, unitName }) => ({ value: personId, label: `${name} · ${unitName} · ${title}` }))}
      />
      <p className={styles.hint}>{words.inspectorHint}</p>
    </>
  )
}
