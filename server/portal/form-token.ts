/**
 * What keeps machines out without keeping people out: a form is signed, must lie open for a moment, is good for a day and for one thing. No
 * picture is to be read and no sum to be solved, so nobody is left out for how they see, hear or think.
 */
export interface Form {
  readonly id: string
  readonly issuedAt: Date
}
/** A keyed hash (HMAC) in hexadecimal of at least 32 characters; only the installation can make it. */
export type Sign = (text: string) => string

const SIGNED = 32
const HOUR = 3_600_000
/** A form left open over night may still be sent. */
export const FORM_HOURS = 24

const payloadOf = ({ id, issuedAt }: Form): string => `${id}.${issuedAt.getTime().toString(36)}`

/** The form as it travels: its id, its moment, its signature. */
export const spellForm = (form: Form, sign: Sign): string => `${payloadOf(form)}.${sign(payloadOf(form)).slice(0, SIGNED)}`

/** The form a text stands for; undefined unless we signed exactly this. */
export function readForm(text: string, sign: Sign): Form | undefined {
  const [, id, moment, signature] = /^([0-9a-f-]{36})\.([0-9a-z]{1,11})\.([0-9a-f]{32})$/.exec(text) ?? []
  if (id === undefined || moment === undefined || signature === undefined) return undefined
  if (!isSame(sign(`${id}.${moment}`).slice(0, SIGNED), signature)) return undefined
  return { id, issuedAt: new Date(Number.parseInt(moment, 36)) }
}

/** Compares without telling by its time where two texts of one length differ. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}

export const expiryOf = ({ issuedAt }: Form): Date => new Date(issuedAt.getTime() + FORM_HOURS * HOUR)

/** Seconds still to wait until a form that lay open this long is taken; 0 when it is. */
export const secondsEarly = ({ issuedAt }: Form, at: Date, least: number): number =>
  Math.max(0, Math.ceil((issuedAt.getTime() + least * 1000 - at.getTime()) / 1000))

export const isExpired = (form: Form, at: Date): boolean => at.getTime() >= expiryOf(form).getTime()
