import { useField } from '#web/field/shell/field.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import type { OutboxItem, PhotoRecord } from '#web/field/store/records.ts'

/** The photos of an item that the server does not have for good yet, in the order they were taken. */
export function useItemPhotos({ requestId }: OutboxItem): readonly PhotoRecord[] {
  const { db } = useField()
  return useLive(() => db.photos.where('item').equals(requestId).sortBy('takenAt'), requestId) ?? []
}
