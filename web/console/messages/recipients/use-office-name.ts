import type { Contact } from '#web/console/messages/api.ts'
import { useNamed } from '#web/shared/language/language.ts'

/** What an office is called: its unit, and the post where it is one's. */
export function useOfficeName(): (contact: Contact) => string {
  const named = useNamed()
  return ({ unitName, unitNameEn, title, titleEn }) =>
    [named(unitName, unitNameEn), named(title, titleEn)].filter((name) => name !== null).join(' · ')
}
