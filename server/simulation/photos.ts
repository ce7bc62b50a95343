import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { insertStoredFile } from '#platform/queries-files.ts'
import type { Dice } from '#simulation/dice.ts'

const NAMES = { before: ['before-1', 'before-2'], after: ['after-1', 'after-2'], check: ['check-1'] } as const
export type PictureKind = keyof typeof NAMES
/** data/demo/photos: 480 × 360. */
const SIZE = { width: 480, height: 360 }

interface Picture {
  readonly bytes: Buffer
  readonly sha256: string
}
export type Pictures = Readonly<Record<PictureKind, readonly Picture[]>>

const readPicture = (name: string): Picture => {
  const bytes = readFileSync(new URL(`../../data/demo/photos/${name}.jpg`, import.meta.url))
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The shipped pictures of simulated cases, each kept once in the store when there is one. */
export async function openPictures(files: FileStore | undefined): Promise<Pictures> {
  const pictures = { before: NAMES.before.map(readPicture), after: NAMES.after.map(readPicture), check: NAMES.check.map(readPicture) }
  if (files) for (const { bytes, sha256 } of Object.values(pictures).flat()) await files.put(bytes, sha256)
  return pictures
}

/** A picture as if the actor had just taken and uploaded it at the place of the case; returns the file's id, which is the one given. */
export async function takePicture(
  tx: Db,
  actor: Actor,
  id: string,
  place: { readonly lon: number; readonly lat: number },
  pictures: readonly Picture[],
  dice: Dice,
): Promise<string> {
  const picture = dice.pick(pictures)
  if (picture === undefined) throw new Error('no picture to take')
  const facts = { lon: place.lon, lat: place.lat, takenAt: new Date(actor.at.getTime() - 60_000).toISOString(), clockSkewSeconds: 0 }
  const { sha256, bytes } = picture
  await insertStoredFile(tx, {
    cityId: actor.cityId,
    id,
    originalSha256: sha256,
    storedSha256: sha256,
    byteSize: bytes.length,
    mediaType: 'image/jpeg',
    ...SIZE,
    facts: JSON.stringify(facts),
    createdBy: actor.personId,
    createdAt: actor.at,
  })
  return id
}
