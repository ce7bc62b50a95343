import { type ReactNode, useState } from 'react'
import { Notice } from '#web/field/shell/notice.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { useDrawing } from '#web/shared/map/use-drawing.ts'
import type { DrawingProps } from './field-drawing.tsx'
import styles from './map.module.css'
import { mapWords } from './words.ts'

/** The drawing library comes when a map is first asked for: from the phone, once the service worker holds it. */
async function fetchDrawing() {
  const [drawing, { holdLibrary }] = await Promise.all([import('./field-drawing.tsx'), import('./held-library.ts')])
  await holdLibrary()
  return drawing.default
}

interface FieldMapProps extends Omit<DrawingProps, 'onFailure'> {
  /** What stands in the map's place where this phone draws none. */
  readonly instead: ReactNode
}

/** A map in all the room there is; where there can be none, why, and what helps without one. */
export function FieldMap({ instead, ...props }: FieldMapProps) {
  const words = useWords(mapWords)
  const { made: Drawing, retry } = useDrawing(fetchDrawing)
  const [cannot, setCannot] = useState(false)
  if (cannot || Drawing === 'failed')
    return (
      <>
        <div className={styles.told} role="alert">
          <p className="notice-title">{cannot ? words.cannot : words.notHere}</p>
          <p className="faint">{cannot ? words.cannotText : words.notHereText}</p>
          {!cannot && (
            <button type="button" className="button" onClick={retry}>
              {words.retry}
            </button>
          )}
        </div>
        {instead}
      </>
    )
  return (
    <section className={styles.frame} aria-label={props.label}>
      {Drawing ? <Drawing {...props} onFailure={() => setCannot(true)} /> : <Notice title={words.loading} />}
    </section>
  )
}
