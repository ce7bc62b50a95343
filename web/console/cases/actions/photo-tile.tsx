import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { PhotoFlag } from '#cases/photo-check.ts'
import { PHOTO_FLAG_WORDS } from '#cases/photo-words.ts'
import { statements, useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import styles from './actions.module.css'
import type { SentPhoto } from './photos-field.tsx'
import { actionWords } from './words.ts'

interface PhotoTileProps {
  readonly photo: SentPhoto
  /** Why it was not taken, in words. */
  readonly problem: string | null
  readonly drop: (photo: SentPhoto) => void
  readonly again: (photo: SentPhoto) => void
}

/** A photo on its way: thumbnail, how far it is, what looks odd, and how to take it off again. */
export function PhotoTile({ photo, problem, drop, again }: PhotoTileProps) {
  const words = useWords(actionWords)
  const say = useSay()
  const language = useLanguage()
  const flags = statements(
    photo.flags.map((flag) => say(PHOTO_FLAG_WORDS[flag as PhotoFlag])),
    language,
  )
  return (
    <figure className={styles.tile} data-state={photo.state}>
      {photo.state === 'failed' ? (
        <span className={styles.failedName}>{photo.file.name}</span>
      ) : (
        <img src={photo.preview} alt={photo.file.name} width={96} height={72} />
      )}
      <Button
        size="small"
        className={styles.drop}
        icon={<CloseOutlined />}
        aria-label={words.removePhoto(photo.file.name)}
        onClick={() => drop(photo)}
      />
      {photo.state === 'sending' && (
        <progress max={1} value={photo.share} aria-label={photo.file.name}>
          {words.photoState(Math.round(photo.share * 100))}
        </progress>
      )}
      <figcaption role={problem ? 'alert' : undefined}>
        {problem ?? flags}
        {problem && (
          <Button type="link" size="small" onClick={() => again(photo)}>
            {words.retryPhoto}
          </Button>
        )}
      </figcaption>
    </figure>
  )
}
