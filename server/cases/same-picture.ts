import type { PhotoFacts } from '#cases/photo-check.ts'

/** A photo as far as it can be held against another: the file as it was sent, and the fingerprint of what it shows. */
export interface Pictured {
  readonly originalSha256: string
  readonly facts: PhotoFacts
}

/** Of 64 bits. A picture saved again, smaller or with its data changed, differs in one or two; two photos from one hand of one place in many. */
const MOST_BITS = 3

/** A night without a lamp, a wall, a sky: pictures with so little in them are all alike, so nothing is said of them. */
const LEAST_SET = 8

function bitsSet(value: bigint): number {
  let [rest, bits] = [value, 0]
  for (; rest > 0n; rest &= rest - 1n) bits++
  return bits
}

/** The fingerprint of a picture (16 hexadecimal digits) as a number; undefined when there is none or it says too little. */
function fingerprint(hash: string | null | undefined): bigint | undefined {
  if (!hash) return undefined
  const value = BigInt(`0x${hash}`)
  const bits = bitsSet(value)
  return bits < LEAST_SET || bits > 64 - LEAST_SET ? undefined : value
}

function looksSame(one: PhotoFacts, other: PhotoFacts): boolean {
  const [first, second] = [fingerprint(one.pictureHash), fingerprint(other.pictureHash)]
  return first !== undefined && second !== undefined && bitsSet(first ^ second) <= MOST_BITS
}

/** Whether two photos are one picture, bit by bit or saved anew: a photo from before cannot show what was done after. */
export const isSamePicture = (one: Pictured, other: Pictured): boolean =>
  one.originalSha256 === other.originalSha256 || looksSame(one.facts, other.facts)
