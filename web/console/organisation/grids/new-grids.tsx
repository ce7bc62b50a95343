import { Button, Input, Select } from 'antd'
import type { Dispatch } from 'react'
import organisation from '#web/console/organisation/organisation.module.css'
import { treeWords } from '#web/console/organisation/tree/words.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { EditAction, NewGrid } from './edit-state.ts'
import styles from './grids.module.css'
import { gridsWords } from './words.ts'

/** The grids drawn in this edit: what they are to be called. */
export function NewGrids({ added, dispatch }: { readonly added: readonly NewGrid[]; readonly dispatch: Dispatch<EditAction> }) {
  const words = useWords(gridsWords)
  const shared = useWords(organisationWords)
  const { regionClass, regionClasses } = useWords(treeWords)
  return added.map((grid) => {
    const give = (part: Partial<NewGrid>): void => dispatch({ do: 'name', grid: { ...grid, ...part } })
    return (
      <section key={grid.key} className={styles.part} aria-label={words.newGrid}>
        <h2>
          {words.newGrid}
          <Button size="small" onClick={() => dispatch({ do: 'drop', key: grid.key })}>
            {words.remove}
          </Button>
        </h2>
        <div className={organisation.pair}>
          <Input
            aria-label={shared.code}
            placeholder={shared.code}
            value={grid.code}
            maxLength={40}
            onChange={({ target }) => give({ code: target.value.trim() })}
          />

          <Input
            aria-label={shared.name}
            placeholder={shared.name}
            value={grid.name}
            maxLength={100}
            onChange={({ target }) => give({ name: target.value })}
          />
        </div>
        <Select
          aria-label={regionClass}
          value={grid.regionClass}
          onChange={(value) => give({ regionClass: value })}
          options={([1, 2, 3] as const).map((value) => ({ value, label: regionClasses[value] }))}
        />
      </section>
    )
  })
}
