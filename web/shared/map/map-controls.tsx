import { ExpandOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import { moveTo, type Start } from './camera.ts'
import styles from './map.module.css'
import { useMap } from './use-map.ts'
import { mapWords } from './words.ts'

/** Nearer, farther, and back. */
export function MapControls({ start }: { readonly start: Start | undefined }) {
  const map = useMap()
  const words = useWords(mapWords)
  const buttons = [
    { name: words.zoomIn, icon: <PlusOutlined />, act: () => map.zoomIn({ duration: 160 }) },
    { name: words.zoomOut, icon: <MinusOutlined />, act: () => map.zoomOut({ duration: 160 }) },
    { name: words.whole, icon: <ExpandOutlined />, act: () => start && moveTo(map, start) },
  ]
  return (
    <div className={styles.controls}>
      {buttons.map(({ name, icon, act }) => (
        <Button key={name} icon={icon} aria-label={name} title={name} onClick={act} />
      ))}
    </div>
  )
}
