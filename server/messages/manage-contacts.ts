import type { MessageLocale, PersonalChannel } from '#messages/channels.ts'
import { messageProblems } from '#messages/problems.ts'
import { deleteContact, listOfficeContacts, type OfficeContact, setContact } from '#messages/queries-contacts.ts'
import { maskAddress, readAddress } from '#messages/read-address.ts'
import type { MessageContactTable } from '#messages/tables.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { requireWholeCity } from '#organisation/edit-role.ts'
import { findPost } from '#organisation/queries-posts.ts'
import { findUnit } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface ContactKey {
  readonly kind: 'unit' | 'post'
  readonly id: string
  readonly channel: PersonalChannel
}

type Set = Pick<MessageContactTable, 'kind' | 'id' | 'channel' | 'address' | 'locale'>
const show = ({ kind, id, channel, address, locale }: Set) => ({ kind, id, channel, maskedAddress: maskAddress(channel, address), locale })

const showOffice = ({ unitName, unitNameEn, title, titleEn, inForce, changedAt, changer, ...contact }: OfficeContact) => ({
  ...show(contact),
  unitName,
  unitNameEn,
  title,
  titleEn,
  inForce,
  changedAt: changedAt?.toISOString() ?? null,
  changedBy: changer,
})

/** By what units and posts are reached, masked, with their names and who last set it. Throws organisation.outside_area. */
export async function viewContacts(tx: Db, actor: Actor) {
  requireWholeCity(actor)
  const { today } = await readCityToday(tx, actor)
  return (await listOfficeContacts(tx, actor.cityId, today)).map(showOffice)
}

/** The mailbox or phone of a unit or post. Throws message_contact.not_found, message.bad_address. */
export async function setOfficeContact(
  tx: Db,
  actor: Actor,
  key: ContactKey,
  given: { readonly address: string; readonly locale: MessageLocale },
) {
  requireWholeCity(actor)
  const found = key.kind === 'unit' ? await findUnit(tx, actor.cityId, key.id) : await findPost(tx, actor.cityId, key.id)
  if (!found) throw messageProblems.noContact(key.id)
  const address = readAddress(key.channel, given.address)
  if (address === undefined) throw messageProblems.badAddress(key.channel)
  const row = { cityId: actor.cityId, ...key, address, locale: given.locale, changedAt: actor.at, changedBy: actor.personId }
  await setContact(tx, row)
  return show(row)
}

/** Writes to a unit or post no more. Throws message_contact.not_found. */
export async function removeContact(tx: Db, actor: Actor, key: ContactKey) {
  requireWholeCity(actor)
  if (!(await deleteContact(tx, { cityId: actor.cityId, ...key }))) throw messageProblems.noContact(key.id)
  return { id: key.id }
}
