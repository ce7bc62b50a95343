import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Exif, type Sharp } from 'sharp'

export interface PhotoOptions {
  readonly width?: number
  readonly height?: number
  /** EXIF orientation 1 to 8. */
  readonly orientation?: number
  /** Degrees, north and east. */
  readonly place?: readonly [lon: number, lat: number]
  /** 'YYYY:MM:DD HH:MM:SS' as a camera writes it. */
  readonly takenAt?: string
  readonly offset?: string
}

const rational = (degrees: number): string => {
  const [whole, minutes] = [Math.floor(degrees), (degrees % 1) * 60]
  return `${whole}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 60 * 1e6)}/1000000`
}

/** Red, green, blue and white quarters, from the top left in reading order, so that a turn of the picture can be seen. */
export const QUARTERS = { topLeft: '#f00', topRight: '#0f0', bottomLeft: '#00f', bottomRight: '#fff' }

function quartered(width: number, height: number): Sharp {
  const [half, middle] = [width / 2, height / 2]
  const quarter = (background: string, left: number, top: number) => ({
    input: { create: { width: half, height: middle, channels: 3 as const, background } },
    left,
    top,
  })
  const { topLeft, topRight, bottomLeft, bottomRight } = QUARTERS
  const parts = [quarter(topLeft, 0, 0), quarter(topRight, half, 0), quarter(bottomLeft, 0, middle), quarter(bottomRight, half, middle)]
  return sharp({ create: { width, height, channels: 3, background: '#000' } }).composite(parts)
}

function exifOf({ place, takenAt, offset }: PhotoOptions): Exif {
  const [lon = 0, lat = 0] = place ?? []
  return {
    IFD0: { Make: 'Grid Camera', Model: 'SERIAL-4711', Copyright: 'somebody' },
    IFD2: { ...(takenAt && { DateTimeOriginal: takenAt }), ...(offset && { OffsetTimeOriginal: offset }) },
    ...(place && { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: rational(lat), GPSLongitudeRef: 'E', GPSLongitude: rational(lon) } }),
  }
}

/** A JPEG as a phone makes it, even sides; 640 by 480 unless told otherwise. */
export const makeJpeg = (options: PhotoOptions = {}): Promise<Buffer> => {
  const { width = 640, height = 480, orientation } = options
  const picture = quartered(width, height).withExif(exifOf(options))
  return (orientation === undefined ? picture : picture.withMetadata({ orientation })).jpeg({ quality: 95 }).toBuffer()
}

export const makePng = (width = 640, height = 480): Promise<Buffer> => quartered(width, height).png().toBuffer()
export const makeWebp = (options: PhotoOptions = {}): Promise<Buffer> =>
  quartered(options.width ?? 640, options.height ?? 480)
    .withExif(exifOf(options))
    .webp()
    .toBuffer()

/** Two pictures one after the other. */
export async function makeAnimatedWebp(): Promise<Buffer> {
  const frames = await Promise.all(
    ['#f00', '#00f'].map((background) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
    .webp({ delay: [100, 100] })
    .toBuffer()
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** A few kilobytes that say they are a picture of `side` by `side` pixels: gray, one bit each, all of them there. */
export function makePngBomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** The mean colour of the middle of each quarter, as the names of QUARTERS or '?'. */
export async function quartersOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  const at = (column: number, row: number): string => {
    const start = (Math.floor(info.height * row) * info.width + Math.floor(info.width * column)) * info.channels
    return `#${[...data.subarray(start, start + 3)].map((value) => (value > 200 ? 'f' : value < 60 ? '0' : '?')).join('')}`
  }
  const names = new Map(Object.entries(QUARTERS).map(([name, colour]) => [colour, name]))
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].map((colour) => names.get(colour) ?? '?')
}

/** A multipart/form-data body of one file and text fields. */
export function photoForm(file: Buffer, fields: Readonly<Record<string, string>> = {}, fileName = 'photo.jpg') {
  const boundary = 'photo-form-boundary'
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: image/jpeg\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(texts.join('') + head), file, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
