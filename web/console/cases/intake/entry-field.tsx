import { Select } from 'antd'
import { useState } from 'react'
import { useFoundPlaces } from '#web/console/cases/api-intake.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useComponentsNear } from '#web/shared/map/places.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Field, toldBy } from './field.tsx'
import type { FormPart } from './intake-form.tsx'
import type { RegisterEntry } from './report.ts'
import { usePlace } from './use-place.ts'
import { useSettled } from './use-settled.ts'
import { intakeWords } from './words.ts'

const keyOf = ({ register, code }: RegisterEntry): string => `${register}:${code}`

/** The component or shopfront it is about: those near the place picked, or any of the register by code or name. */
export function EntryField({ report, change, faults }: FormPart) {
  const words = useWords(intakeWords)
  const mayRead = useMay('register.read')
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed.trim(), 200)
  const { at } = usePlace(report.place)
  const near = useComponentsNear(at ?? null).map(({ code, name, metres }) => ({
    register: 'component' as const,
    code,
    name,
    more: words.near(metres),
  }))
  const { data } = useFoundPlaces(asked)
  const found = asked === '' ? near : (data?.registers ?? []).map((each) => ({ ...each, more: words.registers[each.register] }))
  const own =
    report.entry && !found.some((each) => keyOf(each) === keyOf(report.entry as RegisterEntry)) ? [{ ...report.entry, more: '' }] : []
  const shown = [...(asked === '' ? own : []), ...found]
  if (!mayRead) return null
  return (
    <Field name="entry" faults={faults}>
      <Select
        {...toldBy('entry', faults)}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        allowClear
        placeholder={words.entryHint}
        notFoundContent={asked === '' ? null : words.nothingFound}
        value={report.entry ? keyOf(report.entry) : null}
        onChange={(key: string | undefined) => {
          const entry = shown.find((each) => keyOf(each) === key)
          change({ entry: entry ? { register: entry.register, code: entry.code, name: entry.name } : null })
        }}
        options={shown.map((each) => ({ value: keyOf(each), label: [each.name, each.code, each.more].filter(Boolean).join(' · ') }))}
      />
    </Field>
  )
}
