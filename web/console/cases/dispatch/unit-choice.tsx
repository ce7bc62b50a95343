import { Input } from 'antd'
import { useState } from 'react'
import { holdsTyped } from '#web/console/cases/actions/holds-typed.ts'
import type { Case, UnitLoad } from '#web/console/cases/api.ts'
import desk from '#web/console/cases/desk/desk.module.css'
import { sortUnits, type UnitOrder } from '#web/console/cases/desk/sort-units.ts'
import { UnitBar } from '#web/console/cases/desk/unit-bar.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import styles from './dispatch.module.css'
import type { Dispatching } from './use-dispatch.ts'
import { dispatchWords } from './words.ts'

const FIGURES = ['open', 'overdue', 'waiting'] as const
/** A list this short is read, not searched. */
const SEARCHED_FROM = 8

/** The units that serve the place of the case, the nearest first, with what each has on its hands. */
export function UnitChoice({ of, dispatching }: { readonly of: Case; readonly dispatching: Dispatching }) {
  const words = useWords(dispatchWords)
  const [order, setOrder] = useState<UnitOrder>('near')
  const [typed, setTyped] = useState('')
  const { load, units, proposedId } = dispatching
  if (!units)
    return (
      <div className={styles.units}>
        {load.error ? <Failure error={load.error} retry={() => void load.refetch()} /> : <Loading rows={5} />}
      </div>
    )
  const found = units.filter(({ name, nameEn }) => [name, nameEn ?? ''].some((text) => holdsTyped(text, typed)))
  const sorted = sortUnits(found, order, 'least')
  // The proposed one stands first whatever the order: it is what the others are compared with.
  const shown = [...sorted.filter(({ id }) => id === proposedId), ...sorted.filter(({ id }) => id !== proposedId)]
  const most = Math.max(0, ...units.map(({ open }) => open))
  const turn = (to: UnitOrder): void => setOrder(order === to ? 'near' : to)
  return (
    <fieldset className={styles.units}>
      <legend>{words.units}</legend>
      {units.length >= SEARCHED_FROM && (
        <Input
          size="small"
          allowClear
          className={styles.find}
          placeholder={words.findUnit}
          aria-label={words.findUnit}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <div className={styles.scroll}>
        <table className={desk.units}>
          <thead>
            <tr>
              <th scope="col">{words.columns.unit}</th>
              <th scope="col" className={desk.bars}>
                {words.columns.load}
              </th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className={desk.figure} aria-sort={order === figure ? 'ascending' : undefined}>
                  <button
                    type="button"
                    title={`${words.columnHelp[figure]} · ${words.sortBy(words.columns[figure])}`}
                    onClick={() => turn(figure)}
                  >
                    {words.columns[figure]}
                    {order === figure ? ' ↑' : ''}
                  </button>
                </th>
              ))}
              <th scope="col" className={desk.figure} title={words.columnHelp.perHandler}>
                {words.columns.perHandler}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <UnitLine key={unit.id} of={of} unit={unit} most={most} dispatching={dispatching} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={desk.faint}>{words.noUnits}</p>}
      </div>
    </fieldset>
  )
}

interface UnitLineProps {
  readonly of: Case
  readonly unit: UnitLoad
  readonly most: number
  readonly dispatching: Dispatching
}

function UnitLine({ of, unit, most, dispatching }: UnitLineProps) {
  const words = useWords(dispatchWords)
  const language = useLanguage()
  const { unitId, proposedId, choose, sending } = dispatching
  const each = unit.openPerHandler === null ? words.nobodyHandles : unit.openPerHandler.toLocaleString('en', { maximumFractionDigits: 1 })
  return (
    <tr data-chosen={unit.id === unitId}>
      <td>
        <label className={styles.unit}>
          <input type="radio" name={`unit-${of.id}`} checked={unit.id === unitId} disabled={sending} onChange={() => choose(unit.id)} />
          <span>{language === 'zh' ? unit.name : (unit.nameEn ?? unit.name)}</span>
          {unit.id === proposedId && <span className={desk.tag}>{words.proposed}</span>}
        </label>
      </td>
      <td className={desk.bars}>
        <UnitBar unit={unit} most={most} />
      </td>
      <td className={desk.figure}>{unit.open}</td>
      <td className={unit.overdue > 0 ? `${desk.figure} ${desk.lateFigure}` : desk.figure}>{unit.overdue}</td>
      <td className={desk.figure}>{unit.waiting}</td>
      <td className={desk.figure}>{each}</td>
    </tr>
  )
}
