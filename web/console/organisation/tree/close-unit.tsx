import { closeUnit, type Unit } from '#web/console/organisation/api-people.ts'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

interface CloseUnitProps {
  readonly unit: Unit
  readonly open: boolean
  readonly onClose: () => void
}

/** Ends a unit; the server refuses while it has open cases, posts or units below it. */
export function CloseUnit({ unit, open, onClose }: CloseUnitProps) {
  const words = useWords(treeWords)
  return (
    <WriteDialog<{ on: string }>
      title={`${words.closeUnit} · ${unit.name}`}
      open={open}
      onClose={onClose}
      verb={words.closeUnit}
      danger
      initial={{ on: cityToday() }}
      send={({ on }, requestId) => closeUnit(unit.id, { requestId, on })}
    >
      <EffectiveDay />
    </WriteDialog>
  )
}
