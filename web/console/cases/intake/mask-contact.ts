const SHOWN = 4

/** Only the end of a telephone number or address stays to be seen; of a short one less. */
export function maskContact(contact: string): string {
  const letters = [...contact.trim()]
  const shown = Math.min(SHOWN, Math.floor(letters.length / 3))
  return '*'.repeat(letters.length - shown) + letters.slice(letters.length - shown).join('')
}
