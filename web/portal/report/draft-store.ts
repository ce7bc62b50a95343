import { deviceStore } from '../shell/device-store.ts'
import { type Draft, draftOf, emptyDraft, reaching, type Step } from './draft.ts'
import { forgetPhotos, keepPhoto } from './photo-box.ts'

const store = deviceStore<Draft>('wangge.portal.draft', (stored) => draftOf(stored, Date.now()))

export const readDraft = (): Draft => store.read()

/** The report that is being written, kept with every letter. */
export const useDraft = (): Draft => store.useValue()

export const changeDraft = (change: Partial<Draft>): void => store.write({ ...readDraft(), ...change })

export const reach = (step: Step): void => store.write(reaching(readDraft(), step))

/** Puts a photo beside the draft. */
export async function addPhoto(key: string, id: string, photo: Blob): Promise<void> {
  await keepPhoto(key, photo)
  changeDraft({ photos: [...readDraft().photos, { key, id, sentWith: null }] })
}

export function removePhoto(key: string): void {
  changeDraft({ photos: readDraft().photos.filter((photo) => photo.key !== key) })
  void forgetPhotos([key])
}

/** Nothing of it stays on this device. */
export function discardDraft(): void {
  void forgetPhotos(readDraft().photos.map(({ key }) => key))
  store.write(emptyDraft(Date.now()))
}
