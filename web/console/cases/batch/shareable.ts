import { PERSON_ACTIONS, type PersonAction } from '#cases/contract.ts'
import { limitsOf } from '#web/console/cases/actions/field-limits.ts'
import { type FieldKind, type FieldSpec, FORM_FIELDS, namesOf } from '#web/console/cases/actions/fields.ts'

/** What can be said once for many cases. A type, a unit, a photo or a verdict on what was seen belongs to one case. */
const SHARED: readonly FieldKind[] = ['text', 'choice', 'yes-no', 'tick', 'limit', 'moment', 'inspector', 'post']

const isNeeded = (action: PersonAction, spec: FieldSpec): boolean => namesOf(spec).some((name) => limitsOf(action, name).required)

/** The fields of an action that are filled in once for all; each case keeps its own of what is left out. */
export const sharedFields = (action: PersonAction): readonly FieldSpec[] => FORM_FIELDS[action].filter(({ kind }) => SHARED.includes(kind))

/** Whether an action can be taken on many cases at once: nothing it needs belongs to a single case, and it rests on no photo. */
export const isShareable = (action: PersonAction): boolean =>
  FORM_FIELDS[action].every((spec) => SHARED.includes(spec.kind) || (spec.kind !== 'photos' && !isNeeded(action, spec)))

export const SHAREABLE_ACTIONS: readonly PersonAction[] = PERSON_ACTIONS.filter(isShareable)
