import { Form } from 'antd'
import { type Division, moveDivision } from '#web/console/organisation/api.ts'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import { PlaceSelect } from '#web/console/organisation/place-select.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

interface MoveDivisionProps {
  readonly division: Division
  /** What it comes below: a street for a community. */
  readonly parentLevel: 'district' | 'street'
  readonly open: boolean
  readonly onClose: () => void
  readonly onMoved: (code: string) => void
}
interface Given {
  readonly parentCode: string
  readonly on: string
}

/** Puts a community below another street, or a street below another district. */
export function MoveDivision({ division, parentLevel, open, onClose, onMoved }: MoveDivisionProps) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const { code, name } = division
  const label = words.moveTo[parentLevel]
  const send = async (given: Given, requestId: string): Promise<void> => {
    const { changes } = await moveDivision(code, { ...given, requestId })
    onMoved(changes.find(({ from }) => from === code)?.to ?? code)
  }
  return (
    <WriteDialog<Given>
      title={`${words.move} · ${name}`}
      open={open}
      onClose={onClose}
      verb={words.move}
      initial={{ on: cityToday() } as Given}
      send={send}
    >
      <p>{words.moveText}</p>
      <Form.Item name="parentCode" label={label} rules={[{ required: true, message: shared.required(label) }]}>
        <PlaceSelect label={label} levels={[parentLevel]} />
      </Form.Item>
      <EffectiveDay />
    </WriteDialog>
  )
}
