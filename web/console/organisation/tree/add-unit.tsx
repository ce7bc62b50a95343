import { Form, Select } from 'antd'
import { UNIT_KINDS } from '#organisation/kinds.ts'
import { useZones } from '#web/console/organisation/api.ts'
import { addUnit, type Unit, useUnits } from '#web/console/organisation/api-people.ts'
import { EffectiveDay, TextField } from '#web/console/organisation/form-fields.tsx'
import organisation from '#web/console/organisation/organisation.module.css'
import { cityToday } from '#web/console/organisation/today.ts'
import { organisationWords } from '#web/console/organisation/words.ts'
import { WriteDialog } from '#web/console/organisation/write-dialog.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { treeWords } from './words.ts'

interface AddUnitProps {
  readonly areaCode: string
  readonly level: Unit['level']
  readonly open: boolean
  readonly onClose: () => void
}
interface Given extends Pick<Unit, 'code' | 'name' | 'kind' | 'validFrom'> {
  readonly nameEn?: string
  readonly duty?: string
  readonly zoneCode?: string
  readonly parentId?: string
}

export function AddUnit({ areaCode, level, open, onClose }: AddUnitProps) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const zones = useZones().data?.items ?? []
  const parents = useUnits(open ? areaCode : undefined, level).data?.items ?? []
  const send = ({ nameEn, duty, zoneCode, parentId, ...given }: Given, requestId: string) =>
    addUnit({
      ...given,
      nameEn: nameEn?.trim() || null,
      duty: duty?.trim() || null,
      zoneCode: zoneCode ?? null,
      parentId: parentId ?? null,
      areaCode,
      level,
      requestId,
    })
  return (
    <WriteDialog<Given>
      title={words.addUnit}
      open={open}
      onClose={onClose}
      verb={words.addUnit}
      width={560}
      initial={{ code: `${areaCode}-`, name: '', nameEn: '', kind: 'department', duty: '', validFrom: cityToday() }}
      send={send}
    >
      <div className={organisation.pair}>
        <TextField name="code" label={shared.code} />
        <Form.Item name="kind" label={words.unitKind}>
          <Select options={UNIT_KINDS.map((kind) => ({ value: kind, label: shared.unitKinds[kind] }))} />
        </Form.Item>
        <TextField name="name" label={shared.name} />
        <TextField name="nameEn" label={shared.nameEn} optional />
        <TextField name="duty" label={words.duty} hint={words.dutyHint} optional />
        <Form.Item name="zoneCode" label={shared.levels.zone}>
          <Select allowClear options={zones.map(({ code, name }) => ({ value: code, label: name }))} />
        </Form.Item>
        <Form.Item name="parentId" label={words.parentUnit}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={parents.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <EffectiveDay name="validFrom" />
      </div>
    </WriteDialog>
  )
}
