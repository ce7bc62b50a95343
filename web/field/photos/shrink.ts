/** Longest side of what is kept and sent, pixels, and its quality as JPEG. */
const LONGEST = 1600
const QUALITY = 0.82

export interface Shrunk {
  readonly blob: Blob
  readonly sha256: string
  readonly sourceSha256: string
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const hashOf = async (blob: Blob): Promise<string> => hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))

/** Width and height within `LONGEST`, never larger than they are. */
export function fitted(width: number, height: number): readonly [number, number] {
  const scale = Math.min(1, LONGEST / Math.max(width, height))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

async function redraw(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const [width, height] = fitted(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  // What a canvas holds is given back at once: a cheap phone has little memory.
  canvas.width = 0
  if (!blob) throw new Error('the picture cannot be drawn')
  return blob
}

/** Makes a photo smaller, upright and without its own data, and tells the hash of the file as the camera wrote it. Throws for what is no picture. */
export async function shrink(file: Blob): Promise<Shrunk> {
  const sourceSha256 = await hashOf(file)
  const blob = await redraw(file)
  return { blob, sha256: await hashOf(blob), sourceSha256 }
}
