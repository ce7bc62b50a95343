/** Longest side, pixels, and quality of what is sent: enough to see a crack, little enough for a bad line. */
const LONGEST = 1920
const QUALITY = 0.82
const TYPE = 'image/jpeg'

/** The photo made anew, upright and smaller, so that what the camera wrote into it (place, time, device) never leaves the phone; one the browser cannot read stays as it is, and the server cleans it. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, TYPE, QUALITY))
    return made ?? file
  } catch {
    return file
  }
}
