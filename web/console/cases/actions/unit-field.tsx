import { Select } from 'antd'
import { LEVEL_NAMES } from '#cases/words.ts'
import { LEVELS } from '#platform/actor.ts'
import type { Case } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { holdsTyped } from './holds-typed.ts'
import { type Unit, useServingUnits } from './serving-units.ts'
import { actionWords } from './words.ts'

export interface UnitFieldProps {
  readonly of: Case
  readonly value?: string | null
  readonly onChange?: (unitId: string | null) => void
  readonly id?: string
  readonly label?: string
  /** Units that cannot be chosen, such as the one that has the case. */
  readonly except?: readonly string[]
}

interface Option {
  readonly value: string
  readonly label: string
  readonly unit: Unit
}

/** Chooses a unit that serves the place of the case, grouped by level. */
export function UnitField({ of, value, onChange, id, label, except = [] }: UnitFieldProps) {
  const words = useWords(actionWords)
  const language = useLanguage()
  const say = useSay()
  const { units, isPending } = useServingUnits(of)
  const nameOf = (unit: Unit): string => (language === 'zh' ? unit.name : (unit.nameEn ?? unit.name))
  const options = LEVELS.flatMap((level) => {
    const some = units.filter((unit) => unit.level === level && !except.includes(unit.id))
    return some.length === 0
      ? []
      : [{ label: say(LEVEL_NAMES[level]), options: some.map((unit) => ({ value: unit.id, label: nameOf(unit), unit })) }]
  })
  const fits = (typed: string, option?: Option): boolean =>
    option !== undefined && [option.unit.name, option.unit.nameEn ?? ''].some((text) => holdsTyped(text, typed))
  return (
    <Select<string, Option>
      id={id}
      aria-label={label}
      showSearch={{ filterOption: (typed, option) => fits(typed, option as Option) }}
      allowClear
      loading={isPending}
      placeholder={words.searchUnit}
      notFoundContent={isPending ? null : words.noUnits}
      value={value ?? undefined}
      onChange={(unitId) => onChange?.(unitId ?? null)}
      options={options as unknown as Option[]}
    />
  )
}
