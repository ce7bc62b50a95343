import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { type Division, divisionsBelow, mergeDivisions } from '#web/console/organisation/api.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

interface MergeDivisionsProps {
  readonly division: Division
  readonly open: boolean
  readonly onClose: () => void
  readonly onMerged: (code: string) => void
}
interface Given {
  readonly codes: readonly string[]
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly on: string
}

/** Makes one of several divisions of the same parent. */
export function MergeDivisions({ division, open, onClose, onMerged }: MergeDivisionsProps) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const { code, parentCode, name, nameEn } = division
  const { data } = useQuery({ ...divisionsBelow(parentCode ?? ''), enabled: open && parentCode !== null })
  const others = (data ?? []).filter((each) => each.code !== code && each.level === division.level)
  const send = async (given: Given, requestId: string): Promise<void> => {
    const codes = [code, ...given.codes]
    await mergeDivisions({ ...given, codes, nameEn: given.nameEn?.trim() || null, requestId })
    onMerged(given.code)
  }
  return (
    <WriteDialog<Given>
      title={`${words.merge} · ${name}`}
      open={open}
      onClose={onClose}
      verb={words.merge}
      initial={{ codes: [], code, name, nameEn, on: cityToday() }}
      send={send}
    >
      <Form.Item name="codes" label={words.mergeWith} rules={[{ required: true, message: shared.required(words.mergeWith) }]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={others.map((each) => ({ value: each.code, label: `${each.name} ${each.code}` }))}
        />
      </Form.Item>
      <TextField name="code" label={words.mergeCode} hint={words.mergeCodeHint} />
      <TextField name="name" label={shared.name} />
      <TextField name="nameEn" label={shared.nameEn} optional />
      <EffectiveDay />
    </WriteDialog>
  )
}
