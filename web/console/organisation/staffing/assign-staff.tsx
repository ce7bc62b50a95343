import { Form, Select } from 'antd'
import { assignGridStaff, useStaffKinds } from '#web/console/organisation/api-people.ts'
import { DayField } from '#web/console/organisation/day-field.tsx'
import { EffectiveDay } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { PersonSelect } from '#web/console/organisation/person-select.tsx'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { staffingWords } from './words.ts'

interface AssignStaffProps {
  readonly gridCode: string
  /** The kind that is wanted; empty: chosen in the form. */
  readonly kindCode: string
  readonly open: boolean
  readonly onClose: () => void
}
interface Given {
  readonly kindCode: string
  readonly personId: string
  readonly validFrom: string
  readonly validTo: string | null
}

/** Gives a grid one more of its people. */
export function AssignStaff({ gridCode, kindCode, open, onClose }: AssignStaffProps) {
  const words = useWords(staffingWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const kinds = useStaffKinds().data?.items ?? []
  return (
    <WriteDialog<Given>
      title={words.assignTitle(gridCode)}
      open={open}
      onClose={onClose}
      verb={words.assign}
      initial={{ ...(kindCode !== '' && { kindCode }), validFrom: cityToday(), validTo: null }}
      send={(given, requestId) => assignGridStaff({ ...given, gridCode, requestId })}
    >
      <Form.Item name="kindCode" label={words.kind} rules={[{ required: true, message: shared.required(words.kind) }]}>
        <Select options={kinds.map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }))} />
      </Form.Item>
      <Form.Item name="personId" label={words.person} rules={[{ required: true, message: shared.required(words.person) }]}>
        <PersonSelect />
      </Form.Item>
      <div className={organisation.pair}>
        <EffectiveDay name="validFrom" label={words.from} ahead />
        <Form.Item name="validTo" label={words.to}>
          <DayField ahead />
        </Form.Item>
      </div>
    </WriteDialog>
  )
}
