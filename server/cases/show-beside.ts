import type { CasePhoto } from '#cases/case-state.ts'
import type { SeenColumns } from '#cases/queries-related.ts'
import { maySee } from '#cases/visibility.ts'
import type { Actor } from '#platform/actor.ts'

/** The photo a case is known by in a list: the first of what was found, else the first of any. Null when there is none. */
export const firstPhoto = (photos: readonly CasePhoto[]): string | null =>
  (photos.find(({ purpose }) => purpose === 'before') ?? photos[0])?.fileId ?? null

type Shown<Row> = Omit<Row, keyof SeenColumns> & { readonly photoId: string | null }

/** A case as it is shown beside another: without the columns that decide who may see it, with its photo for those who may open it. */
export function showBeside<Row extends SeenColumns>(row: Row, actor: Actor): Shown<Row> {
  const { placeCode: _place, unitId: _unit, assisting: _parts, reporterId: _reporter, inspectorId: _inspector, photos, ...rest } = row
  return { ...rest, photoId: maySee(row, actor) ? firstPhoto(photos) : null }
}
