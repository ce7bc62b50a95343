import { useEffect, useRef } from 'react'
import type { ListedTask } from '#web/field/tasks/sort-tasks.ts'
import { useWords } from '#web/shared/language/language.ts'
import { moveTo } from '#web/shared/map/camera.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import { useMap } from '#web/shared/map/use-map.ts'
import { ZoomButtons } from '#web/shared/map/zoom-buttons.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import styles from './map.module.css'
import { NEAR_ZOOM, shownWhole } from './map-start.ts'
import { ChosenTasks } from './task-card.tsx'
import type { Where } from './use-where.ts'
import { mapWords } from './words.ts'

interface OverMapProps {
  readonly where: Where
  readonly whole: MapBounds | null
  readonly chosen: readonly ListedTask[]
  readonly askedAt: number
  readonly onClose: () => void
}

/** What lies over the map within reach of the thumb: finding oneself, nearer and farther, and what was tapped. */
export function OverMap({ where, whole, chosen, askedAt, onClose }: OverMapProps) {
  const words = useWords(mapWords)
  const map = useMap()
  const over = useRef<HTMLDivElement>(null)
  useKeptInSight(chosen, over)
  const goHere = (): void => where.find(({ lon, lat }) => moveTo(map, { center: { lon, lat }, zoom: Math.max(map.getZoom(), NEAR_ZOOM) }))
  return (
    <>
      <WhereText where={where} />
      <div ref={over} className={styles.over}>
        <div className={styles.buttons}>
          {whole && (
            <button type="button" className={styles.wide} onClick={() => moveTo(map, shownWhole(whole))}>
              {words.whole}
            </button>
          )}
          <button type="button" className={styles.wide} disabled={where.state === 'asking'} onClick={goHere}>
            {where.state === 'asking' ? words.finding : words.here}
          </button>
          <ZoomButtons />
        </div>
        <div>{chosen.length > 0 && <ChosenTasks chosen={chosen} from={where.fix} askedAt={askedAt} onClose={onClose} />}</div>
      </div>
    </>
  )
}

/** Why there is no place, or that it is not followed. */
function WhereText({ where: { state, fix, followed } }: { readonly where: Where }) {
  const words = useWords(mapWords)
  const { moment } = useMoments()
  const text = state === 'denied' || state === 'none' ? words[state] : fix && !followed ? words.notFollowed(moment(new Date(fix.at))) : null
  return (
    <div role="status" className={styles.told}>
      {text && <p>{text}</p>}
    </div>
  )
}

/** Pixels a marker needs above what lies over the map. */
const ABOVE = 32

/** Neither card nor buttons cover what the card tells of. */
function useKeptInSight(chosen: readonly ListedTask[], over: { readonly current: HTMLElement | null }): void {
  const map = useMap()
  const [first] = chosen
  const [id, lon, lat] = [first?.task.id, first?.task.lon ?? 0, first?.task.lat ?? 0]
  useEffect(() => {
    if (id === undefined) return
    const least = map.getCanvas().clientHeight - (over.current?.clientHeight ?? 0) - ABOVE
    const { y } = map.project([lon, lat])
    if (y > least) map.panBy([0, y - least], { duration: 160 })
  }, [map, over, id, lon, lat])
}
