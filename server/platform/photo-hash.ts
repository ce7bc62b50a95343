import sharp from 'sharp'

/** Columns and rows of brightness that are compared with their neighbours: 8 by 8 comparisons are 64 bits. */
const [WIDE, HIGH] = [9, 8]

/**
 * A fingerprint of what a picture shows, 16 hexadecimal digits: whether each of 64 spots is brighter than the one to its right (the difference
 * hash, N. Krawetz). Stays nearly the same when the picture is scaled, saved again or its data changes.
 */
export async function pictureHash(bytes: Buffer): Promise<string> {
  const spots = await sharp(bytes).greyscale().resize(WIDE, HIGH, { fit: 'fill' }).raw().toBuffer()
  let hash = 0n
  for (let row = 0; row < HIGH; row++)
    for (let column = 0; column < WIDE - 1; column++) {
      const at = row * WIDE + column
      hash = (hash << 1n) | ((spots[at] ?? 0) > (spots[at + 1] ?? 0) ? 1n : 0n)
    }
  return hash.toString(16).padStart(16, '0')
}
