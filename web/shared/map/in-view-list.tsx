import { CloseOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import styles from './map.module.css'
import type { CaseInView, ClusterInView, MapView } from './map-props.ts'
import { useTypeName } from './type-names.ts'
import { useMap } from './use-map.ts'
import { openCluster } from './use-map-events.ts'
import { mapWords } from './words.ts'

interface InViewListProps {
  readonly view: MapView | null
  readonly onSelect?: (id: string) => void
}

const MOST = 50

/** The same as the picture, to be read and to be reached by keyboard. */
export function InViewList({ view, onSelect }: InViewListProps) {
  const words = useWords(mapWords)
  const [open, setOpen] = useState(false)
  const name = open ? words.closeList : words.list
  return (
    <div className={styles.list}>
      <div className={styles.listHead}>
        <span role="status">{view && words.inView(view.total)}</span>
        <Button
          type="text"
          size="small"
          icon={open ? <CloseOutlined /> : <UnorderedListOutlined />}
          aria-label={name}
          title={name}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open && view && (view.total === 0 ? <p className={styles.faint}>{words.noneInView}</p> : <Rows view={view} onSelect={onSelect} />)}
    </div>
  )
}

function Rows({ view, onSelect }: { readonly view: MapView; readonly onSelect?: (id: string) => void }) {
  const words = useWords(mapWords)
  const left = view.cases.length - MOST
  return (
    <ul>
      {view.clusters.slice(0, MOST).map((cluster) => (
        <li key={`${cluster.lon},${cluster.lat}`}>
          <ClusterRow cluster={cluster} />
        </li>
      ))}
      {view.cases.slice(0, MOST).map((each) => (
        <li key={each.id}>
          <CaseRow found={each} onSelect={onSelect} />
        </li>
      ))}
      {left > 0 && <li className={styles.faint}>{words.more(left)}</li>}
    </ul>
  )
}

function ClusterRow({ cluster }: { readonly cluster: ClusterInView }) {
  const map = useMap()
  const words = useWords(mapWords)
  return (
    <button type="button" title={words.openCluster} onClick={() => openCluster(map, cluster)}>
      <Light kind={cluster.light} /> {words.cluster(cluster.count, cluster.overdue)}
    </button>
  )
}

function CaseRow({ found, onSelect }: { readonly found: CaseInView; readonly onSelect?: (id: string) => void }) {
  const say = useSay()
  const typeName = useTypeName()
  const { id, light, typeCode, number, stage } = found
  return (
    <button type="button" disabled={!onSelect} onClick={() => onSelect?.(id)}>
      <Light kind={light} /> {typeName(typeCode) ?? number} · {say(STAGE_NAMES[stage])}
    </button>
  )
}
