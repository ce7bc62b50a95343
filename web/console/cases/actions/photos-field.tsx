import { useEffect, useRef, useState } from 'react'
import { type UploadedPhoto, uploadPhoto } from '#web/console/cases/api.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './actions.module.css'
import { PhotoTile } from './photo-tile.tsx'
import { actionWords } from './words.ts'

/** One photo on its way. `id` is the one it will have; `share` of it has gone out. */
export interface SentPhoto {
  readonly id: string
  readonly file: File
  readonly preview: string
  readonly share: number
  readonly state: 'sending' | 'done' | 'failed'
  readonly problem: unknown
  readonly flags: UploadedPhoto['flags']
}

export interface PhotosFieldProps {
  /** Ids of the photos that have arrived. */
  readonly onChange?: (ids: readonly string[]) => void
  /** Whether any is still on its way. */
  readonly onBusy: (busy: boolean) => void
  readonly most: number
  readonly id?: string
  /** Whether a picture pasted anywhere on the page is one of them. */
  readonly takesPaste?: boolean
}

/** Keeps the photos of a form and sends each as soon as it is chosen. */
function usePhotos({ onChange, onBusy }: Pick<PhotosFieldProps, 'onChange' | 'onBusy'>) {
  const [photos, setPhotos] = useState<readonly SentPhoto[]>([])
  const aborts = useRef(new Map<string, AbortController>())
  const tell = useRef({ onChange, onBusy })
  tell.current = { onChange, onBusy }
  const arrived = photos.filter(({ state }) => state === 'done').map(({ id }) => id)
  const ids = arrived.join()
  const busy = photos.some(({ state }) => state === 'sending')
  useEffect(() => tell.current.onChange?.(ids === '' ? [] : ids.split(',')), [ids])
  useEffect(() => tell.current.onBusy(busy), [busy])
  const put = (id: string, part: Partial<SentPhoto>): void =>
    setPhotos((now) => now.map((photo) => (photo.id === id ? { ...photo, ...part } : photo)))
  const upload = async (id: string, file: File): Promise<void> => {
    const abort = new AbortController()
    aborts.current.set(id, abort)
    put(id, { state: 'sending', share: 0, problem: null })
    try {
      const { flags } = await uploadPhoto(file, id, (share) => put(id, { share }), abort.signal)
      put(id, { state: 'done', share: 1, flags })
    } catch (problem) {
      put(id, { state: 'failed', problem })
    }
  }
  const add = (files: readonly File[]): void => {
    const fresh = files.map(
      (file): SentPhoto => ({
        id: newRequestId(),
        file,
        preview: URL.createObjectURL(file),
        share: 0,
        state: 'sending',
        problem: null,
        flags: [],
      }),
    )
    setPhotos((now) => [...now, ...fresh])
    for (const { id, file } of fresh) void upload(id, file)
  }
  const drop = ({ id, preview }: SentPhoto): void => {
    aborts.current.get(id)?.abort()
    URL.revokeObjectURL(preview)
    setPhotos((now) => now.filter((photo) => photo.id !== id))
  }
  return { photos, add, drop, again: ({ id, file }: SentPhoto) => void upload(id, file) }
}

const isPhoto = ({ type }: File): boolean => type.startsWith('image/')

/** Hears pictures pasted anywhere on the page; pasted text stays what it is. */
function usePaste(enabled: boolean, take: (files: readonly File[]) => void): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    if (!enabled) return
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])].filter(isPhoto)
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [enabled])
}

/** Photos to send with an action: chosen or dropped, each with its progress and what is wrong with it. */
export function PhotosField({ onChange, onBusy, most, id, takesPaste = false }: PhotosFieldProps) {
  const words = useWords(actionWords)
  const errorText = useErrorText()
  const { photos, add, drop, again } = usePhotos({ onChange, onBusy })
  const room = most - photos.length
  const take = (list: Iterable<File> | null): void => add([...(list ?? [])].slice(0, room))
  usePaste(takesPaste, take)
  return (
    <div className={styles.photos}>
      {photos.map((photo) => (
        <PhotoTile
          key={photo.id}
          photo={photo}
          problem={photo.state === 'failed' ? errorText(photo.problem) : null}
          drop={drop}
          again={again}
        />
      ))}
      {room > 0 && (
        <label
          className={styles.addPhoto}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            take(event.dataTransfer.files)
          }}
        >
          <input
            id={id}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            multiple
            className="visually-hidden"
            onChange={({ target }) => {
              take(target.files)
              target.value = ''
            }}
          />
          <span>{words.addPhotos}</span>
          <small>{words.photoHint(most)}</small>
        </label>
      )}
    </div>
  )
}
