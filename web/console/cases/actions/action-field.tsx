import { Checkbox, Input, Radio } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import type { Case } from '#web/console/cases/api.ts'
import { TypePicker } from '#web/console/catalogue/type-picker/type-picker.tsx'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './actions.module.css'
import { limitsOf } from './field-limits.ts'
import type { Choice, FieldSpec } from './fields.ts'
import { InspectorField } from './inspector-field.tsx'
import { LimitField, OwnLimitField } from './limit-field.tsx'
import { MomentField } from './moment-field.tsx'
import { PartsField } from './parts-field.tsx'
import { PhotosField } from './photos-field.tsx'
import { PostField } from './post-field.tsx'
import { PrimaryField } from './primary-field.tsx'
import { ProposedUnitField } from './proposed-unit-field.tsx'
import { UnitField } from './unit-field.tsx'
import { actionWords } from './words.ts'

export interface ActionFieldProps {
  readonly of: Case
  readonly action: PersonAction
  readonly spec: FieldSpec
  readonly onBusy: (busy: boolean) => void
  /** Given by the form. */
  readonly id?: string
  readonly value?: unknown
  readonly onChange?: (value: unknown) => void
}

/** The control of one field. The form hands it its value; which kind holds which value is settled in fields.ts, and the server judges it. */
export function ActionField({ of, action, spec, onBusy, ...given }: ActionFieldProps) {
  const say = useSay()
  const label = say(spec.label)
  const most = limitsOf(action, spec.name).most ?? 10
  const control = given as { readonly id?: string; readonly value?: never; readonly onChange?: (value: unknown) => void }
  switch (spec.kind) {
    case 'text':
      return <Input.TextArea {...control} maxLength={most} autoSize={{ minRows: 2, maxRows: 8 }} />
    case 'choice':
    case 'yes-no':
      return <Choices {...control} label={label} choices={spec.choices ?? []} />
    case 'tick':
      return <Tick {...control} label={label} />
    case 'standard':
      return <TypePicker {...control} version={of.standard?.catalogueVersion ?? null} />
    case 'inspector':
      return <InspectorField {...control} of={of} action={action} label={label} />
    case 'unit':
      return <UnitField {...control} of={of} label={label} except={of.unitId === null ? [] : [of.unitId]} />
    case 'proposed-unit':
      return <ProposedUnitField {...control} of={of} label={label} />
    case 'own-limit':
      return <OwnLimitField {...control} of={of} />
    case 'limit':
      return <LimitField {...control} measure={of.clock?.measure ?? null} />
    case 'moment':
      return <MomentField {...control} label={label} />
    case 'post':
      return <PostField {...control} of={of} />
    case 'primary':
      return <PrimaryField {...control} of={of} />
    case 'parts':
      return <PartsField {...control} of={of} most={most} />
    case 'photos':
      return <PhotosField id={control.id} onChange={control.onChange} onBusy={onBusy} most={most} />
    case 'rating':
      return <Rating {...control} label={label} />
  }
}

interface ControlProps {
  readonly id?: string
  readonly value?: never
  readonly onChange?: (value: unknown) => void
  readonly label: string
}

function Choices({ id, value, onChange, label, choices }: ControlProps & { readonly choices: readonly Choice[] }) {
  const say = useSay()
  const options = choices.map((choice) => ({ value: choice.value, label: say(choice.text) }))
  return <Radio.Group id={id} aria-label={label} value={value} onChange={({ target }) => onChange?.(target.value)} options={options} />
}

const Tick = ({ id, value, onChange, label }: ControlProps) => (
  <Checkbox id={id} checked={value === true} onChange={({ target }) => onChange?.(target.checked)}>
    {label}
  </Checkbox>
)

function Rating({ id, value, onChange, label }: ControlProps) {
  const words = useWords(actionWords)
  const options = words.stars.map((text, index) => ({ value: index + 1, label: text }))
  return (
    <Radio.Group
      id={id}
      aria-label={label}
      className={styles.line}
      value={value}
      onChange={({ target }) => onChange?.(target.value)}
      options={options}
    />
  )
}
