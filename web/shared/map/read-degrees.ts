/** Degrees as typed, full-width digits and a degree sign taken as well; null when it is no number between -most and most. */
export function readDegrees(text: string, most: number): number | null {
  const plain = text.normalize('NFKC').replace(/°$/, '').trim()
  const degrees = /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
  return Math.abs(degrees) <= most ? degrees : null
}

/** Seven digits after the point are a centimetre. */
export const writeDegrees = (degrees: number): string => String(Math.round(degrees * 1e7) / 1e7)

/** "102.71, 25.03" pasted whole: longitude and latitude, told apart by size when given the other way round; null for anything else. */
export function pairOf(text: string): { readonly lon: string; readonly lat: string } | null {
  const parts = text
    .normalize('NFKC')
    .trim()
    .split(/[\s,;、]+/)
  const [one, other] = parts
  if (parts.length !== 2 || one === undefined || other === undefined) return null
  const [first, second] = [readDegrees(one, 180), readDegrees(other, 180)]
  if (first === null || second === null) return null
  return Math.abs(second) > 90 && Math.abs(first) <= 90 ? { lon: other, lat: one } : { lon: one, lat: other }
}
