import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import styles from './map.module.css'
import { useTypeName } from './type-names.ts'
import { useMap } from './use-map.ts'
import { type Hovered, useHovered } from './use-map-events.ts'
import { mapWords } from './words.ts'

/** What lies under the pointer, in words. */
export function HoverTip({ picks }: { readonly picks: boolean }) {
  const map = useMap()
  const hovered = useHovered(map, picks)
  if (!hovered) return null
  const { clientWidth, clientHeight } = map.getContainer()
  const style = {
    ...(hovered.x > clientWidth - 260 ? { right: clientWidth - hovered.x + 14 } : { left: hovered.x + 14 }),
    ...(hovered.y > clientHeight - 90 ? { bottom: clientHeight - hovered.y + 10 } : { top: hovered.y + 10 }),
  }
  return (
    <div className={styles.tip} role="tooltip" style={style}>
      <TipText hovered={hovered} />
    </div>
  )
}

function TipText({ hovered }: { readonly hovered: Hovered }) {
  const words = useWords(mapWords)
  const say = useSay()
  const typeName = useTypeName()
  const { light } = hovered.found
  if (hovered.kind === 'cluster')
    return (
      <>
        <p>
          <Light kind={light} /> {words.cluster(hovered.found.count, hovered.found.overdue)}
        </p>
        <p className={styles.faint}>{words.openCluster}</p>
      </>
    )
  const { number, stage, typeCode } = hovered.found
  return (
    <>
      <p>
        <Light kind={light} /> {typeName(typeCode) ?? number}
      </p>
      <p className={styles.faint}>
        {say(STAGE_NAMES[stage])} · {number}
      </p>
    </>
  )
}
