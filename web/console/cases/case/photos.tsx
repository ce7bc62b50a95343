import { Image } from 'antd'
import { ReactCompareSlider, ReactCompareSliderImage } from 'react-compare-slider'
import { PHOTO_PURPOSES } from '#cases/case-state.ts'
import type { PhotoFlag } from '#cases/photo-check.ts'
import { PHOTO_FLAG_WORDS, PHOTO_PURPOSE_WORDS } from '#cases/photo-words.ts'
import { type Case, photoAddress } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import photoStyles from './photos.module.css'
import { caseWords } from './words.ts'

type Photo = Case['photos'][number]

/** Before against after under a slider, and every photo with what it shows and what looks odd about it; a click enlarges. */
export default function Photos({ of }: { readonly of: Case }) {
  const before = of.photos.find(({ purpose }) => purpose === 'before')
  const after = of.photos.findLast(({ purpose }) => purpose === 'check') ?? of.photos.findLast(({ purpose }) => purpose === 'after')
  const sorted = PHOTO_PURPOSES.flatMap((purpose) => of.photos.filter((photo) => photo.purpose === purpose))
  return (
    <>
      {before && after && <Compared of={of} before={before} after={after} />}
      <Image.PreviewGroup>
        <div className={photoStyles.thumbs}>
          {sorted.map((photo, index) => (
            <Thumb key={photo.fileId} of={of} photo={photo} number={index + 1} />
          ))}
        </div>
      </Image.PreviewGroup>
    </>
  )
}

function Compared({ of, before, after }: { readonly of: Case; readonly before: Photo; readonly after: Photo }) {
  const words = useWords(caseWords)
  const say = useSay()
  const image = (photo: Photo) => (
    <ReactCompareSliderImage src={photoAddress(of.id, photo.fileId)} alt={say(PHOTO_PURPOSE_WORDS[photo.purpose])} />
  )
  return (
    <figure className={photoStyles.compare}>
      <ReactCompareSlider itemOne={image(before)} itemTwo={image(after)} aria-label={words.compare} />
      <figcaption>
        <span>{say(PHOTO_PURPOSE_WORDS[before.purpose])}</span>
        <span>{say(PHOTO_PURPOSE_WORDS[after.purpose])}</span>
      </figcaption>
    </figure>
  )
}

function Thumb({ of, photo, number }: { readonly of: Case; readonly photo: Photo; readonly number: number }) {
  const words = useWords(caseWords)
  const say = useSay()
  const purpose = say(PHOTO_PURPOSE_WORDS[photo.purpose])
  return (
    <figure className={photoStyles.thumb}>
      <Image
        src={photoAddress(of.id, photo.fileId, 'thumb')}
        preview={{ src: photoAddress(of.id, photo.fileId) }}
        alt={words.photoAlt(purpose, number)}
        width={112}
        height={84}
      />
      <figcaption>
        {purpose}
        {photo.flags.map((flag) => (
          <span key={flag} className={photoStyles.flag}>
            {say(PHOTO_FLAG_WORDS[flag as PhotoFlag])}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
