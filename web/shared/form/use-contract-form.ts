import { Form, type FormInstance } from 'antd'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { newRequestId } from '#web/shared/api/submission.ts'
import { statements, useLanguage } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { type FieldFault, faultsOfProblem, faultsOfValues } from './contract-faults.ts'

interface ContractForm<Values, Input> {
  /** The server's contract of the request's body. */
  readonly schema: z.ZodType<unknown, Input>
  /** The body as the form's values make it; the form itself has no request id. */
  readonly inputOf: (values: Values, requestId: string) => unknown
  readonly send: (input: Input, values: Values) => Promise<unknown>
  readonly onDone: (values: Values) => void
}

export interface ContractFormState<Values> {
  readonly form: FormInstance<Values>
  readonly busy: boolean
  /** What is wrong with the whole rather than with one field. */
  readonly fault: string | null
  readonly submit: () => Promise<void>
}

/** The field of the form that a path of the contract leads to. */
const fieldAt = (form: FormInstance, path: readonly string[]) =>
  form.getFieldsError().find(({ name }) => name.join('.') === path.join('.'))?.name

/** A form judged by the server's contract before it is sent, and by the server after; one request id until it went through. */
export function useContractForm<Values extends object, Input>(given: ContractForm<Values, Input>): ContractFormState<Values> {
  const [form] = Form.useForm<Values>()
  const language = useLanguage()
  const errorText = useErrorText()
  const requestId = useRef(newRequestId())
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const show = (faults: readonly FieldFault[]): boolean => {
    const placed = faults.map(({ path, text }) => ({ name: fieldAt(form, path), text }))
    const shown = placed.flatMap(({ name, text }) => (name ? [{ name, errors: [text] }] : []))
    form.setFields(shown as never)
    if (shown[0]) form.scrollToField(shown[0].name as never, { focus: true })
    const rest = placed.flatMap(({ name, text }) => (name ? [] : [text]))
    setFault(rest.length > 0 ? statements(rest, language) : null)
    return faults.length > 0
  }
  const submit = async (): Promise<void> => {
    if (busy) return
    const values = form.getFieldsValue(true) as Values
    const input = given.inputOf(values, requestId.current)
    form.setFields(form.getFieldsError().map(({ name }) => ({ name, errors: [] })) as never)
    if (show(faultsOfValues(given.schema, input, language))) return
    setBusy(true)
    try {
      await given.send(input as Input, values)
      requestId.current = newRequestId()
      given.onDone(values)
    } catch (error) {
      if (!show(faultsOfProblem(error, language))) setFault(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return { form, busy, fault, submit }
}
