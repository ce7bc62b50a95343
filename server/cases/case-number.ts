/** Crockford's 32 digits without the ones that are misheard or misread; upper case, so that a number can be read out over the phone. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A case's public number: district (or city) code, local day, six random digits, e.g. 530111-20261122-7K3QF2. Random rather than counted, because
 * a counter in the intake transaction is a row everybody waits for; unique within the city by constraint (1 in 10⁹ a day and district to collide).
 */
export function caseNumber(areaCode: string, day: string, random: Uint8Array): string {
  const digits = [...random.subarray(0, 6)].map((byte) => DIGITS[byte % DIGITS.length]).join('')
  return `${areaCode}-${day.replaceAll('-', '')}-${digits}`
}
