import { DECLINE_REASONS, type PersonAction, RETURN_REASONS } from '#cases/contract.ts'
import { DECLINE_REASON_WORDS, RETURN_REASON_WORDS } from '#cases/reason-words.ts'
import type { Bilingual } from '#platform/problem.ts'
import { fieldWords as words } from './field-words.ts'

/** What is asked for, and how: the control follows from the kind, limits and necessity from the contract. */
export interface FieldSpec {
  /** Of the form; the name in the contract unless `names` says otherwise. */
  readonly name: string
  readonly kind: FieldKind
  readonly label: Bilingual
  /** The names in the contract it fills, where they are several. */
  readonly names?: readonly string[]
  readonly choices?: readonly Choice[]
  /** Shown only while this holds of the other fields. */
  readonly when?: (values: Readonly<Record<string, unknown>>) => boolean
  /** Must be filled although the contract leaves it open, because of the other fields. */
  readonly needed?: (values: Readonly<Record<string, unknown>>) => boolean
}
export type FieldKind =
  | 'text'
  | 'choice'
  | 'yes-no'
  | 'tick'
  | 'standard'
  | 'inspector'
  | 'unit'
  | 'proposed-unit'
  | 'own-limit'
  | 'limit'
  | 'moment'
  | 'post'
  | 'primary'
  | 'parts'
  | 'photos'
  | 'rating'
export interface Choice {
  readonly value: string | boolean
  readonly text: Bilingual
}

const field = (name: string, kind: FieldKind, label: Bilingual, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  kind,
  label,
  ...more,
})

const note = field('note', 'text', words.note)
const reason = field('reason', 'text', words.reason)
const photos = field('photos', 'photos', words.photos)
const result = field('result', 'text', words.result)
const finding = field('finding', 'text', words.finding)
const text = field('text', 'text', words.text)
const standard = field('standard', 'standard', words.standard, { names: ['typeCode', 'conditionNumber'] })
const inspector = field('inspectorId', 'inspector', words.inspector)
const unit = field('unitId', 'unit', words.unit)

const yesNo = (name: string, label: Bilingual, yes: Bilingual, no: Bilingual): FieldSpec =>
  field(name, 'yes-no', label, {
    choices: [
      { value: true, text: yes },
      { value: false, text: no },
    ],
  })
const granted = yesNo('granted', words.granted, words.grant, words.refuse)
const ruling = field('ruling', 'text', words.ruling)
const coded = <Code extends string>(codes: readonly Code[], texts: Readonly<Record<Code, Bilingual>>): FieldSpec =>
  field('reason', 'choice', words.codedReason, { choices: codes.map((value) => ({ value, text: texts[value] })) })

/** The fields of every action a person takes, in the order they are filled in. What the contract takes and nobody fills in does not exist. */
export const FORM_FIELDS: Readonly<Record<PersonAction, readonly FieldSpec[]>> = {
  accept: [standard, note],
  'send-verify': [inspector, note],
  verify: [yesNo('real', words.real, words.isReal, words.notReal), { ...standard, when: ({ real }) => real === true }, finding, photos],
  decline: [coded(DECLINE_REASONS, DECLINE_REASON_WORDS), { ...note, label: words.explanation }],
  file: [standard, note],
  dispatch: [
    { ...unit, kind: 'proposed-unit' },
    field('limit', 'own-limit', words.ownLimit),
    { ...reason, needed: ({ limit }) => limit !== undefined && limit !== null },
  ],
  recall: [reason],
  'refer-down': [reason],
  'request-up': [reason],
  receive: [note],
  'request-return': [coded(RETURN_REASONS, RETURN_REASON_WORDS), { ...note, label: words.explanation }],
  'decide-return': [granted, ruling],
  redispatch: [unit, reason],
  'co-handle': [field('parts', 'parts', words.parts), reason],
  'finish-part': [result, photos],
  'report-back': [result, photos],
  'send-check': [inspector, note],
  check: [yesNo('passed', words.passed, words.pass, words.fail), finding, photos],
  close: [note],
  'request-extension': [field('extra', 'limit', words.extra), reason],
  'decide-extension': [granted, ruling],
  'request-suspension': [field('until', 'moment', words.until), reason],
  'decide-suspension': [granted, ruling],
  resume: [note],
  urge: [text, field('dueAt', 'moment', words.dueAt)],
  'reply-urge': [text],
  'put-on-list': [field('ownerPostId', 'post', words.owner), reason],
  'take-off-list': [reason],
  merge: [field('primaryCaseId', 'primary', words.primary), reason],
  void: [reason],
  reopen: [reason],
  rate: [
    yesNo('solved', words.solved, words.isSolved, words.notSolved),
    field('satisfied', 'rating', words.satisfied),
    note,
    field('reopen', 'tick', words.reopen, { when: ({ solved }) => solved === false }),
  ],
}

/** The names in the contract a field fills. */
export const namesOf = ({ name, names }: FieldSpec): readonly string[] => names ?? [name]

/** What the form holds as the contract's input: what is not shown, or empty, is left out. */
export function inputOf(action: PersonAction, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = FORM_FIELDS[action].flatMap((spec): [string, unknown][] => {
    const value = values[spec.name]
    if ((spec.when && !spec.when(values)) || value === undefined || value === null || value === '') return []
    return spec.names ? Object.entries(value as Record<string, unknown>) : [[spec.name, value]]
  })
  return Object.fromEntries(entries)
}
