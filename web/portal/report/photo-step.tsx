import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { newRequestId } from '#web/shared/api/submission.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useCity } from '../shell/city.ts'
import shell from '../shell/shell.module.css'
import { Fault } from '../shell/waiting.tsx'
import { DRAFT_DAYS, type DraftPhoto } from './draft.ts'
import { addPhoto, changeDraft, readDraft, removePhoto, useDraft } from './draft-store.ts'
import { goOn } from './go-on.ts'
import { findPhoto } from './photo-box.ts'
import styles from './report.module.css'
import { shrinkPhoto } from './shrink-photo.ts'
import { StepScreen } from './step-screen.tsx'
import { reportWords } from './words.ts'

const USUAL = { most: 4, mostBytes: 15 * 1024 * 1024 }

/** Photos, if there are any. */
export function PhotoStep() {
  const words = useWords(reportWords)
  const { photos } = useDraft()
  const next = (
    <button type="button" className={shell.primary} onClick={() => goOn('photo')}>
      {photos.length === 0 ? words.photo.none : words.next}
    </button>
  )
  return (
    <StepScreen step="photo" title={words.photo.title} lead={words.photo.lead} next={next}>
      <Chooser />
      {photos.length > 0 && (
        <ul className={styles.photos}>
          {photos.map((photo, index) => (
            <Chosen key={photo.key} photo={photo} index={index + 1} />
          ))}
        </ul>
      )}
      <p className={shell.note}>
        {words.photo.privacy} {words.draftKept(DRAFT_DAYS)}
      </p>
    </StepScreen>
  )
}

type State = 'idle' | 'working' | 'tooLarge' | 'notPhoto'

/** Adds what was chosen, one after the other, as many as are taken. */
async function take(files: readonly File[], { most, mostBytes }: typeof USUAL): Promise<State> {
  let state: State = 'idle'
  for (const file of files) {
    if (readDraft().photos.length >= most) break
    const photo = file.type.startsWith('image/') ? await shrinkPhoto(file) : null
    if (!photo) state = 'notPhoto'
    else if (photo.size > mostBytes) state = 'tooLarge'
    else await addPhoto(newRequestId(), newRequestId(), photo)
  }
  return state
}

function Chooser() {
  const words = useWords(reportWords)
  const limits = useCity().data?.photos ?? USUAL
  const { photos } = useDraft()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<State>('idle')
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const files = [...(target.files ?? [])]
    target.value = ''
    setState('working')
    setState(await take(files, limits))
  }
  return (
    <>
      <input ref={input} type="file" accept="image/*" multiple hidden tabIndex={-1} aria-label={words.photo.add} onChange={choose} />
      {photos.length < limits.most && (
        <button type="button" className={shell.secondary} disabled={state === 'working'} onClick={() => input.current?.click()}>
          {photos.length === 0 ? words.photo.add : words.photo.another}
        </button>
      )}
      <p role="status" className={state === 'working' ? undefined : 'visually-hidden'}>
        {state === 'working' ? words.photo.working : photos.length > 0 && words.photo.added(photos.length)}
      </p>
      {(state === 'tooLarge' || state === 'notPhoto') && <Fault text={words.photo[state]} />}
    </>
  )
}

function Chosen({ photo, index }: { readonly photo: DraftPhoto; readonly index: number }) {
  const words = useWords(reportWords)
  const url = usePhotoUrl(photo.key)
  return (
    <li>
      {url && <img src={url} alt={words.photo.shown(index)} />}
      <button type="button" className={shell.plain} aria-label={words.photo.remove(index)} onClick={() => removePhoto(photo.key)}>
        {words.photo.removeShort}
      </button>
    </li>
  )
}

/** An address to show a photo by for as long as it is shown. One the browser has let go of leaves the draft. */
function usePhotoUrl(key: string): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let [gone, made] = [false, '']
    void findPhoto(key).then((photo) => {
      if (gone) return
      if (!photo) return changeDraft({ photos: readDraft().photos.filter((each) => each.key !== key) })
      made = URL.createObjectURL(photo)
      setUrl(made)
    })
    return () => {
      gone = true
      if (made !== '') URL.revokeObjectURL(made)
    }
  }, [key])
  return url
}
