import { Input } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import { Field, toldBy } from './field.tsx'
import type { FormPart } from './intake-form.tsx'
import { intakeWords } from './words.ts'

const MOST_DESCRIPTION = 2000
const MOST_ADDRESS = 300

/** What happened, and where in words. */
export function WhatFields({ report, change, faults }: FormPart) {
  const words = useWords(intakeWords)
  return (
    <>
      <Field name="description" faults={faults}>
        <Input.TextArea
          {...toldBy('description', faults)}
          value={report.description}
          placeholder={words.describe}
          maxLength={MOST_DESCRIPTION}
          autoSize={{ minRows: 4, maxRows: 6 }}
          autoFocus
          onChange={({ target }) => change({ description: target.value })}
        />
      </Field>
      <Field name="address" faults={faults}>
        <Input
          {...toldBy('address', faults)}
          value={report.address}
          placeholder={words.describeAddress}
          maxLength={MOST_ADDRESS}
          autoComplete="off"
          onChange={({ target }) => change({ address: target.value })}
        />
      </Field>
    </>
  )
}
