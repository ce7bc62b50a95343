import exifr from 'exifr'
import { describe, expect, test } from 'vitest'
import { takenInstant } from '#cases/photo-time.ts'
import { cleanPhoto, sha256Of } from '#platform/photo.ts'
import { makeAnimatedWebp, makeJpeg, makePng, makePngBomb, makeWebp, quartersOf } from '#test/support/photos.ts'

const UPRIGHT = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight']
/** Which quarter of the stored pixels is seen at each place when the orientation is obeyed (CIPA DC-008, tag 274). */
const SEEN: Readonly<Record<number, readonly string[]>> = {
  1: UPRIGHT,
  2: ['topRight', 'topLeft', 'bottomRight', 'bottomLeft'],
  3: ['bottomRight', 'bottomLeft', 'topRight', 'topLeft'],
  4: ['bottomLeft', 'bottomRight', 'topLeft', 'topRight'],
  5: ['topLeft', 'bottomLeft', 'topRight', 'bottomRight'],
  6: ['bottomLeft', 'topLeft', 'bottomRight', 'topRight'],
  7: ['bottomRight', 'topRight', 'bottomLeft', 'topLeft'],
  8: ['topRight', 'bottomRight', 'topLeft', 'bottomLeft'],
}

/** The marker segments of a JPEG before its first scan. */
function segmentsOf(jpeg: Buffer): number[] {
  const found: number[] = []
  for (let at = 2; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) found.push(jpeg[at + 1] ?? 0)
  return found
}
const APPLICATION_DATA = (marker: number): boolean => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe

describe('the copy that is kept', () => {
  for (const [orientation, seen] of Object.entries(SEEN)) {
    test(`stands upright whatever way the camera was held (orientation ${orientation})`, async () => {
      const photo = await cleanPhoto(await makeJpeg({ orientation: Number(orientation) }))
      expect(await quartersOf(photo.copy.bytes)).toEqual(seen)
      expect(await quartersOf(photo.thumbnail.bytes)).toEqual(seen)
      expect([photo.width, photo.height]).toEqual(Number(orientation) < 5 ? [640, 480] : [480, 640])
    })
  }

  test('has none of the original data: no place, no time, no device, no profile', async () => {
    const original = await makeJpeg({ orientation: 6, place: [102.7, 25.025], takenAt: '2026:03:02 09:00:00', offset: '+08:00' })
    expect(await exifr.parse(original)).toMatchObject({ latitude: 25.025, longitude: 102.7, Model: 'SERIAL-4711' })
    const { copy, thumbnail, data } = await cleanPhoto(original)
    for (const { bytes } of [copy, thumbnail]) {
      const everything = { tiff: true, exif: true, gps: true, xmp: true, icc: true, iptc: true }
      expect(await exifr.parse(bytes, everything)).toBeUndefined()
      expect(segmentsOf(bytes).filter(APPLICATION_DATA)).toEqual([])
      for (const trace of ['Exif', 'GPS', 'SERIAL-4711', '2026:03:02', 'ICC_PROFILE', 'http://ns.adobe.com'])
        expect(bytes.includes(trace)).toBe(false)
    }
    expect(data).toEqual({ lon: 102.7, lat: 25.025, taken: { wall: '2026:03:02 09:00:00', offset: '+08:00' } })
  })

  test('is a JPEG of at most 2560 pixels, with a thumbnail of at most 320, named by their own hashes', async () => {
    const original = await makeJpeg({ width: 4000, height: 3000 })
    const photo = await cleanPhoto(original)
    expect([photo.width, photo.height, photo.original]).toEqual([2560, 1920, { width: 4000, height: 3000, mediaType: 'image/jpeg' }])
    expect([photo.originalSha256, photo.copy.sha256, photo.thumbnail.sha256]).toEqual(
      [original, photo.copy.bytes, photo.thumbnail.bytes].map(sha256Of),
    )
    expect(photo.thumbnail.bytes.length).toBeLessThan(20_000)
  })

  test('comes from PNG and WebP too, with the data they hold', async () => {
    expect(await quartersOf((await cleanPhoto(await makePng())).copy.bytes)).toEqual(UPRIGHT)
    const { data } = await cleanPhoto(await makeWebp({ place: [102.7, 25.025], takenAt: '2026:03:02 09:00:00' }))
    expect(data).toEqual({ lon: 102.7, lat: 25.025, taken: { wall: '2026:03:02 09:00:00', offset: null } })
  })

  test('leaves behind what a photo hides in a comment, and takes the second picture phones append', async () => {
    const jpeg = await makeJpeg()
    const comment = Buffer.from('<script>alert(1)</script>')
    const size = Buffer.from([0xff, 0xfe, 0, comment.length + 2])
    const photo = await cleanPhoto(Buffer.concat([jpeg.subarray(0, 2), size, comment, jpeg.subarray(2), jpeg]))
    expect(photo.copy.bytes.includes('script')).toBe(false)
  })
})

const zip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)])
const apng = async (): Promise<Buffer> => {
  const png = await makePng(64, 64)
  const control = Buffer.from('00000008' + '6163544c' + '00000002' + '00000000' + 'f38d9370', 'hex')
  return Buffer.concat([png.subarray(0, 33), control, png.subarray(33)])
}
const cut = async (part: number): Promise<Buffer> => {
  const jpeg = await makeJpeg({ width: 1600, height: 1200 })
  return jpeg.subarray(0, Math.floor(jpeg.length * part))
}

describe('what is refused, naming the rule', () => {
  const refused: [string, () => Promise<Buffer> | Buffer, string][] = [
    ['nothing', () => Buffer.alloc(0), 'photo.empty'],
    ['text named .jpg', () => Buffer.from('this is only text'), 'photo.wrong_type'],
    ['a page', () => Buffer.from('<!doctype html><html><body>hello</body></html>'), 'photo.wrong_type'],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"></svg>'), 'photo.wrong_type'],
    ['GIF', () => Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'), 'photo.wrong_type'],
    ['PDF', () => Buffer.from('%PDF-1.7\n%%EOF'), 'photo.wrong_type'],
    ['HEIC', () => Buffer.from('00000018' + '66747970' + '68656963' + '00000000' + '6d696631' + '68656963', 'hex'), 'photo.heic'],
    ['the first bytes of a JPEG', async () => (await makeJpeg()).subarray(0, 4), 'photo.broken'],
    ['half a JPEG', () => cut(0.5), 'photo.broken'],
    ['a JPEG that lacks its last bytes', () => cut(0.98), 'photo.broken'],
    ['half a PNG', async () => (await makePng()).subarray(0, 300), 'photo.broken'],
    [
      'a JPEG header with noise behind',
      async () => Buffer.concat([(await makeJpeg()).subarray(0, 20), Buffer.alloc(5000, 0x5a)]),
      'photo.broken',
    ],
    [
      'a JPEG that is a ZIP too',
      async () => Buffer.concat([await makeJpeg(), Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(40), zip]),
      'photo.other_content',
    ],
    [
      'a JPEG that is a page too',
      async () => Buffer.concat([await makeJpeg(), Buffer.from('\n<script>alert(1)</script>')]),
      'photo.other_content',
    ],
    [
      'a PNG with a program behind',
      async () => Buffer.concat([await makePng(), Buffer.from('7f454c46020101000000000000000000', 'hex'), Buffer.alloc(64)]),
      'photo.other_content',
    ],
    ['a WebP with a PDF behind', async () => Buffer.concat([await makeWebp(), Buffer.from('%PDF-1.7\n')]), 'photo.other_content'],
    ['one pixel', () => makeJpeg({ width: 2, height: 2 }), 'photo.too_small'],
    ['a thread', () => makeJpeg({ width: 2000, height: 4 }), 'photo.too_small'],
    ['an animated WebP', makeAnimatedWebp, 'photo.animated'],
    ['an animated PNG', apng, 'photo.animated'],
    ['50 million pixels and a little', () => makePngBomb(7_100), 'photo.too_many_pixels'],
    ['400 million pixels in 50 kilobytes', () => makePngBomb(20_000), 'photo.too_many_pixels'],
  ]
  for (const [what, make, code] of refused) {
    test(`${what}: ${code}`, async () => {
      const bytes = await make()
      const from = performance.now()
      await expect(cleanPhoto(bytes)).rejects.toMatchObject({ code, status: 422, details: { field: 'file' } })
      expect(performance.now() - from).toBeLessThan(3000)
    })
  }
})

test('a picture just below the limit of pixels is taken in bearable time', async () => {
  const from = performance.now()
  const photo = await cleanPhoto(makePngBomb(7000))
  expect([photo.width, photo.height]).toEqual([2560, 2560])
  expect(performance.now() - from).toBeLessThan(15_000)
})

describe('when a photo was taken', () => {
  const at = (wall: string, offset: string | null = null): string | undefined =>
    takenInstant({ wall, offset }, 'Asia/Shanghai')?.toISOString()
  test("is its own zone where it names one, else the city's", () => {
    expect(at('2026:03:02 09:00:00', '+08:00')).toBe('2026-03-02T01:00:00.000Z')
    expect(at('2026:03:02 09:00:00', '-05:30')).toBe('2026-03-02T14:30:00.000Z')
    expect(at('2026:03:02 09:00:00')).toBe('2026-03-02T01:00:00.000Z')
    expect(at('2026:03:02 09:00:00', '   :  ')).toBe('2026-03-02T01:00:00.000Z')
    expect(takenInstant({ wall: '2026:07:01 12:00:00', offset: null }, 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T10:00:00.000Z')
  })
  test('is unknown where the camera wrote nonsense', () => {
    for (const wall of [
      '0000:00:00 00:00:00',
      '2026:02:30 10:00:00',
      '2026:13:01 10:00:00',
      '2026:03:02 25:00:00',
      '1970:01:01 00:00:00',
      'soon',
      '',
    ])
      expect(at(wall)).toBeUndefined()
    expect(takenInstant(null, 'Asia/Shanghai')).toBeNull()
  })
})
