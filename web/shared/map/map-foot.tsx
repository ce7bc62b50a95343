import { Button } from 'antd'
import { ScaleControl } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { useAbout } from '#web/shared/session/about.ts'
import styles from './map.module.css'
import { useMap } from './use-map.ts'
import { mapWords } from './words.ts'

/** Scale, datum, whose base map it is, and whether something of the map is missing. */
export function MapFoot({ truncated }: { readonly truncated: boolean }) {
  const map = useMap()
  const words = useWords(mapWords)
  const attribution = useAbout().data?.baseMap?.attribution
  const { missing, retry } = useMissingTiles()
  useEffect(() => {
    const scale = new ScaleControl({ maxWidth: 96, unit: 'metric' })
    map.addControl(scale, 'bottom-left')
    return () => {
      // A map that went first has taken its controls with it.
      if (map.hasControl(scale)) map.removeControl(scale)
    }
  }, [map])
  return (
    <div className={styles.foot}>
      <span role="status">
        {truncated && words.truncated}
        {missing && (
          <>
            {words.trouble}{' '}
            <Button type="link" size="small" onClick={retry}>
              {words.retry}
            </Button>
          </>
        )}
      </span>
      {attribution && <span>{attribution}</span>}
      <span title={words.datumTitle}>{words.datum}</span>
    </div>
  )
}

/** Whether a tile could not be had since the last time all was well. */
function useMissingTiles(): { readonly missing: boolean; readonly retry: () => void } {
  const map = useMap()
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const onError = (event: object): void => {
      // Errors of a tile name its source beside what the types of the event say.
      const source = 'sourceId' in event && typeof event.sourceId === 'string' ? event.sourceId : null
      if (source !== null) setFailed((known) => (known.has(source) ? known : new Set([...known, source])))
    }
    map.on('error', onError)
    return () => {
      map.off('error', onError)
    }
  }, [map])
  const retry = (): void => {
    for (const source of failed) if (map.getSource(source)) map.refreshTiles(source)
    setFailed(new Set())
  }
  return { missing: failed.size > 0, retry }
}
