import { lazy, Suspense } from 'react'
import type { Case } from '#web/console/cases/api.ts'
import { useWords } from '#web/shared/language/language.ts'
import photoStyles from './photos.module.css'
import styles from './section.module.css'
import { Section } from './section.tsx'
import { caseWords } from './words.ts'

const Photos = lazy(() => import('./photos.tsx'))

/** The photos, or why there are none; the slider and the lightbox are fetched when there is something to show. */
export function PhotosSection({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const compares =
    of.photos.some(({ purpose }) => purpose === 'before') && of.photos.some(({ purpose }) => purpose === 'after' || purpose === 'check')
  return (
    <Section title={words.photos}>
      {of.photos.length === 0 ? (
        <p className={styles.faint}>{words.noPhotos}</p>
      ) : (
        <div className={compares ? photoStyles.photosCompared : photoStyles.photos}>
          <Suspense fallback={null}>
            <Photos of={of} />
          </Suspense>
        </div>
      )}
    </Section>
  )
}
