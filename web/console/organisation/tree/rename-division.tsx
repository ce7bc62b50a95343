import { type Division, renameDivision } from '#web/console/organisation/api.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

interface RenameDivisionProps {
  readonly division: Division
  readonly open: boolean
  readonly onClose: () => void
}
interface Given {
  readonly name: string
  readonly nameEn: string | null
  readonly on: string
}

export function RenameDivision({ division, open, onClose }: RenameDivisionProps) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const { code, name, nameEn } = division
  return (
    <WriteDialog<Given>
      title={`${words.rename} · ${name}`}
      open={open}
      onClose={onClose}
      verb={words.rename}
      initial={{ name, nameEn, on: cityToday() }}
      send={(given, requestId) => renameDivision(code, { ...given, nameEn: given.nameEn?.trim() || null, requestId })}
    >
      <TextField name="name" label={shared.name} />
      <TextField name="nameEn" label={shared.nameEn} optional />
      <EffectiveDay />
    </WriteDialog>
  )
}
