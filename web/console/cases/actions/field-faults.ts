import type { PersonAction } from '#cases/contract.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { FORM_FIELDS, namesOf } from './fields.ts'

/** What is wrong, at the field of the form it is about. */
export interface Fault {
  readonly name: string
  readonly text: string
}

interface ContractError {
  readonly field: string
  readonly rule: string
}

const specAt = (action: PersonAction, path: string) => {
  const head = path.split('.')[0] ?? ''
  return FORM_FIELDS[action].find((spec) => namesOf(spec).includes(head))
}

const errorsOf = (problem: ApiProblem): readonly ContractError[] =>
  Array.isArray(problem.details.errors)
    ? (problem.details.errors as readonly ContractError[])
    : problem.field === null
      ? []
      : [{ field: problem.field, rule: problem.message }]

/** Sorts a refusal by the fields it names; `rest` is true when part of it belongs to no field of this form. */
export function faultsOf(action: PersonAction, problem: unknown): { readonly faults: readonly Fault[]; readonly rest: boolean } {
  if (!(problem instanceof ApiProblem)) return { faults: [], rest: problem !== null }
  const errors = errorsOf(problem)
  const faults = errors.flatMap(({ field, rule }) => {
    const spec = specAt(action, field)
    return spec ? [{ name: spec.name, text: rule }] : []
  })
  return { faults, rest: faults.length < errors.length || errors.length === 0 }
}
