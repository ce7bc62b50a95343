import { type ChangeEvent, useState } from 'react'
import type { Point } from '#web/field/place/grid-at.ts'
import { useField } from '#web/field/shell/field.ts'
import { ReportIcon } from '#web/field/shell/icons.tsx'
import { useLive } from '#web/field/shell/use-live.ts'
import type { PhotoRecord } from '#web/field/store/records.ts'
import { useWords } from '#web/shared/language/language.ts'
import { KeptPhoto } from './kept-photo.tsx'
import styles from './photos.module.css'
import { type PhotoFault, takePhoto } from './take-photo.ts'
import { photoWords } from './words.ts'

interface PhotosFieldProps {
  readonly draft: string
  readonly purpose: PhotoRecord['purpose']
  readonly label: string
  readonly place: Point | null
  readonly most: number
  /** Told when a photo was taken, at its moment. */
  readonly onTaken?: () => void
}

/** The photos a form has taken for a purpose, in order. */
export function useDraftPhotos(draft: string, purpose: PhotoRecord['purpose']): readonly PhotoRecord[] {
  const { db } = useField()
  const ask = async (): Promise<PhotoRecord[]> =>
    (await db.photos.where('draft').equals(draft).sortBy('takenAt')).filter((photo) => photo.purpose === purpose)
  return useLive(ask, `${draft} ${purpose}`) ?? []
}

/** Photos of a form: the camera at one tap, each kept at once, each to be taken back. */
export function PhotosField({ draft, purpose, label, place, most, onTaken }: PhotosFieldProps) {
  const words = useWords(photoWords)
  const { db } = useField()
  const photos = useDraftPhotos(draft, purpose)
  const [[busy, fault], set] = useState<readonly [boolean, PhotoFault | null]>([false, null])
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    if (!file) return
    onTaken?.()
    set([true, null])
    const failed = await takePhoto(db, file, { draft, purpose, place, now: Date.now() }).catch((): PhotoFault => 'broken')
    set([false, failed])
    target.value = ''
  }
  return (
    <section className="section" aria-label={label}>
      <h2 className="heading">{label}</h2>
      <div className={styles.strip}>
        {photos.map((photo) => (
          <Thumb key={photo.id} photo={photo} remove={() => void db.photos.delete(photo.id)} />
        ))}
        {photos.length < most && (
          <label className={`${styles.camera} ${photos.length === 0 ? styles.first : ''}`}>
            <ReportIcon />
            <span>{busy ? words.keeping : photos.length === 0 ? words.take : words.more}</span>
            <input
              className="visually-hidden"
              type="file"
              accept="image/*"
              capture="environment"
              disabled={busy}
              onChange={(event) => void take(event)}
            />
          </label>
        )}
      </div>
      <p role="alert" className="fault">
        {fault && words[fault]}
      </p>
    </section>
  )
}

function Thumb({ photo, remove }: { readonly photo: PhotoRecord; readonly remove: () => void }) {
  const words = useWords(photoWords)
  return (
    <figure className={styles.thumb}>
      <KeptPhoto photo={photo} />
      <button type="button" aria-label={words.remove} onClick={remove}>
        <span aria-hidden="true">×</span>
      </button>
    </figure>
  )
}
