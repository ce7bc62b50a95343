import { Form } from 'antd'
import { addDivision, type Division } from '#web/console/organisation/api.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { AreaFile, type GivenArea } from './area-file.tsx'
import { treeWords } from './words.ts'

interface AddDivisionProps {
  readonly parent: Division
  readonly level: Division['level']
  readonly open: boolean
  readonly onClose: () => void
}
interface Given {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly area: GivenArea | null
  readonly validFrom: string
}

export function AddDivision({ parent, level, open, onClose }: AddDivisionProps) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  return (
    <WriteDialog<Given>
      title={`${parent.name} · ${words.add} · ${shared.levels[level]}`}
      open={open}
      onClose={onClose}
      verb={words.add}
      initial={{ code: parent.code, name: '', nameEn: '', area: null, validFrom: cityToday() }}
      send={(given, requestId) =>
        addDivision({ ...given, nameEn: given.nameEn?.trim() || null, level, parentCode: parent.code, requestId })
      }
    >
      <TextField name="code" label={shared.code} hint={words.codeHint(parent.code)} />
      <TextField name="name" label={shared.name} />
      <TextField name="nameEn" label={shared.nameEn} optional />
      <Form.Item name="area" label={words.area}>
        <AreaFile />
      </Form.Item>
      <EffectiveDay name="validFrom" />
    </WriteDialog>
  )
}
