import { Button } from 'antd'
import { useState } from 'react'
import { type UnitLoad, useUnitLoad } from '#web/console/cases/api.ts'
import desk from '#web/console/cases/desk/desk.module.css'
import { sortUnits, type UnitOrder } from '#web/console/cases/desk/sort-units.ts'
import { UnitBar } from '#web/console/cases/desk/unit-bar.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './supervision.module.css'
import { supervisionWords } from './words.ts'

const FIGURES = ['open', 'overdue', 'waiting', 'suspended'] as const

interface UnitsTableProps {
  readonly chosen: string | undefined
  readonly onChoose: (unitId: string | undefined) => void
}

/** How every unit of the area stands; its name narrows the list to its cases. */
export function UnitsTable({ chosen, onChoose }: UnitsTableProps) {
  const words = useWords(supervisionWords)
  const { data, error, refetch } = useUnitLoad()
  const [order, setOrder] = useState<(typeof FIGURES)[number]>('overdue')
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading rows={8} />
  if (data.units.length === 0) return <Empty title={words.noUnits} />
  const most = Math.max(...data.units.map(({ open }) => open))
  return (
    <section aria-label={words.units}>
      <header className={styles.unitsHead}>
        <h2>{words.units}</h2>
        <p className={desk.faint}>{words.unitsHint}</p>
      </header>
      <table className={desk.units}>
        <thead>
          <tr>
            <th scope="col">{words.columns.unit}</th>
            <td className={desk.bars} />
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className={desk.figure} aria-sort={order === figure ? 'descending' : undefined}>
                <button type="button" title={words.sortBy(words.columns[figure])} onClick={() => setOrder(figure)}>
                  {words.columns[figure]}
                  {order === figure ? ' ↓' : ''}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(data.units, order).map((unit) => (
            <UnitLine key={unit.id} unit={unit} most={most} isChosen={unit.id === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The heaviest first; where that is equal, the fullest. */
const sorted = (units: readonly UnitLoad[], order: UnitOrder): readonly UnitLoad[] =>
  sortUnits(sortUnits(units, 'open', 'most'), order, 'most')

interface UnitLineProps {
  readonly unit: UnitLoad
  readonly most: number
  readonly isChosen: boolean
  readonly onChoose: UnitsTableProps['onChoose']
}

function UnitLine({ unit, most, isChosen, onChoose }: UnitLineProps) {
  const words = useWords(supervisionWords)
  const language = useLanguage()
  const name = language === 'zh' ? unit.name : (unit.nameEn ?? unit.name)
  return (
    <tr data-chosen={isChosen}>
      <td>
        <Button
          type="link"
          size="small"
          className={styles.unitName}
          aria-pressed={isChosen}
          title={words.onlyThis(name)}
          onClick={() => onChoose(isChosen ? undefined : unit.id)}
        >
          {name}
        </Button>
      </td>
      <td className={desk.bars}>
        <UnitBar unit={unit} most={most} />
      </td>
      {FIGURES.map((figure) => (
        <td key={figure} className={figure === 'overdue' && unit.overdue > 0 ? `${desk.figure} ${desk.lateFigure}` : desk.figure}>
          {unit[figure]}
        </td>
      ))}
    </tr>
  )
}
