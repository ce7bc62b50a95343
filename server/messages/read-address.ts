import type { PersonalChannel } from '#messages/channels.ts'

/** Letters an address may be made of: none that could end a header line or begin a second recipient. */
const MAILBOX = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/
const PHONE = /^\+?[0-9]{6,15}$/
const LONGEST = 254

/** An address as it is kept, so that the same one is known again; undefined when it is none. E-mail per RFC 5321 without quoting and comments, phones as digits (E.164). */
export function readAddress(channel: PersonalChannel, text: string): string | undefined {
  if (channel === 'sms') {
    const digits = text.replaceAll(/[\s()-]/g, '')
    return PHONE.test(digits) ? digits : undefined
  }
  const trimmed = text.trim()
  if (trimmed.length > LONGEST || trimmed.includes('..') || !MAILBOX.test(trimmed)) return undefined
  const at = trimmed.lastIndexOf('@')
  return `${trimmed.slice(0, at)}@${trimmed.slice(at + 1).toLowerCase()}`
}

/** An address as administrators may see it: enough to be recognised by its owner, too little to be written to. */
export function maskAddress(channel: PersonalChannel, address: string): string {
  if (channel === 'sms') return `${address.slice(0, 3)}****${address.slice(-2)}`
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}***${address.slice(at)}`
}
