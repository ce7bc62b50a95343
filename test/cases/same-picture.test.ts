import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { PhotoFields } from '#cases/contract-photos.ts'
import { receivePhoto } from '#cases/receive-photo.ts'
import { isSamePicture, type Pictured } from '#cases/same-picture.ts'
import { folderStore } from '#platform/file-folder.ts'
import { cleanPhoto } from '#platform/photo.ts'
import { withRollback } from '../support/database.ts'
import { beginStory } from './drive.ts'

/** A street in grey: blocks whose brightness a seed draws. */
async function street(seed: number, width = 480): Promise<Buffer> {
  const side = 12
  const bytes = Buffer.from(Array.from({ length: side * side }, (_, at) => (Math.imul(at + 1, seed * 2_654_435_761) >>> 8) % 256))
  return sharp(bytes, { raw: { width: side, height: side, channels: 1 } })
    .resize(width, (width * 3) / 4, { fit: 'fill', kernel: 'nearest' })
    .toColourspace('srgb')
    .jpeg({ quality: 92 })
    .toBuffer()
}

const pictured = async (bytes: Buffer): Promise<Pictured> => {
  const { originalSha256, pictureHash } = await cleanPhoto(bytes)
  return { originalSha256, facts: { pictureHash } }
}

describe('one picture', () => {
  it('is the same file, or the same saved again, smaller, with other data', async () => {
    const first = await street(7)
    const again = [
      first,
      await sharp(first).jpeg({ quality: 60 }).toBuffer(),
      await sharp(first).resize(200).png().toBuffer(),
      await sharp(first)
        .withExif({ IFD0: { Make: 'x' } })
        .jpeg()
        .toBuffer(),
    ]
    for (const each of again) expect(isSamePicture(await pictured(first), await pictured(each))).toBe(true)
  })
  it('is not another one, nor one the same way round', async () => {
    const first = await street(7)
    for (const other of [await street(8), await street(9), await sharp(first).flop().toBuffer()])
      expect(isSamePicture(await pictured(first), await pictured(other))).toBe(false)
  })
  it('is not seen in pictures with nothing in them, nor where no fingerprint is known', async () => {
    const flat = (grey: number) =>
      sharp({ create: { width: 100, height: 100, channels: 3, background: { r: grey, g: grey, b: grey } } })
        .jpeg()
        .toBuffer()
    expect(isSamePicture(await pictured(await flat(10)), await pictured(await flat(12)))).toBe(false)
    expect(isSamePicture({ originalSha256: 'a', facts: {} }, { originalSha256: 'b', facts: {} })).toBe(false)
  })
})

describe('a photo of the finished work', () => {
  it('that is the one of the problem is kept with a flag; another one is not', () =>
    withRollback(async (tx) => {
      const files = folderStore(mkdtempSync(join(tmpdir(), 'wangge-same-')))
      const story = await (await beginStory(tx)).upTo('handling')
      const upload = async (key: string, bytes: Buffer) => (await receivePhoto(tx, files, story.as(key), bytes, PhotoFields.parse({}))).id
      const before = await upload('1-water.handler', await street(7))
      const same = await upload(
        '1-water.handler',
        await sharp(await street(7))
          .jpeg({ quality: 50 })
          .toBuffer(),
      )
      const other = await upload('1-water.handler', await street(8))
      const row = await story.row()
      const earlier = { fileId: before, purpose: 'before' as const, seq: 1, originalSha256: 'x', flags: [] }
      await tx
        .updateTable('case')
        .set({ photos: JSON.stringify([...row.photos, earlier]) })
        .where('cityId', '=', story.city.cityId)
        .where('id', '=', row.id)
        .execute()
      await story.do('1-water.handler', 'report-back', { result: '完成', photos: [same, other] })
      const flags = (await story.row()).photos
        .filter(({ purpose }) => purpose === 'after')
        .map((photo) => photo.flags.includes('same_as_earlier'))
      expect(flags).toEqual([true, false])
    }))
})
