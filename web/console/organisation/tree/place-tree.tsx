import { useQueryClient } from '@tanstack/react-query'
import { Tree } from 'antd'
import { useRef } from 'react'
import { PlaceSelect } from '#web/console/organisation/place-select.tsx'
import { useHeight } from '#web/console/organisation/use-height.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { keyOf, type Place, placeOf, type TreeLine } from './node.ts'
import styles from './tree.module.css'
import { useTree } from './use-tree.ts'
import { treeWords } from './words.ts'

interface PlaceTreeProps {
  readonly selected: Place | null
  readonly onSelect: (place: Place) => void
}

/** The tree from the city down to its grids, and a search that opens it where something was found. */
export function PlaceTree({ selected, onSelect }: PlaceTreeProps) {
  const words = useWords(treeWords)
  const client = useQueryClient()
  const holder = useRef<HTMLDivElement>(null)
  const height = useHeight(holder)
  const tree = useTree(selected, words.zones)
  const choose = (key: string): void => {
    const [state, line] = key.split('|')
    if (state === 'failed') void client.invalidateQueries({ queryKey: ['organisation', 'tree', line] })
    const place = placeOf(key)
    if (place) onSelect(place)
  }
  return (
    <div className={styles.side}>
      <div className={styles.find}>
        <PlaceSelect label={words.find} value={null} clear={false} onFound={({ code, level }) => onSelect(foundPlace(code, level))} />
      </div>
      <div ref={holder} className={styles.tree}>
        {tree.pending && <Loading rows={10} />}
        {tree.error !== null && <Failure error={tree.error} retry={tree.retry} />}
        {!tree.pending && !tree.error && tree.lines.length === 0 && <Empty title={words.emptyCity}>{words.emptyCityText}</Empty>}
        {tree.lines.length > 0 && (
          <Tree<TreeLine & { title?: never }>
            aria-label={words.tree}
            blockNode
            height={height}
            itemHeight={32}
            motion={false}
            treeData={[...tree.lines]}
            expandedKeys={[...tree.expanded]}
            selectedKeys={selected ? [keyOf(selected)] : []}
            onExpand={(keys) => tree.expand(keys.map(String))}
            onSelect={(_, { node }) => choose(node.key)}
            titleRender={(line) => <LineName line={line} />}
          />
        )}
      </div>
    </div>
  )
}

const foundPlace = (code: string, level: string): Place =>
  level === 'zone' ? { kind: 'zone', code } : level === 'grid' ? { kind: 'management', code } : { kind: 'division', code }

function LineName({ line: { key, name, nameEn, more } }: { readonly line: TreeLine }) {
  const words = useWords(treeWords)
  const language = useLanguage()
  if (key.startsWith('failed|')) return <span className={styles.failed}>{words.failed}</span>
  if (key.startsWith('reading|')) return <span className={styles.code}>{words.reading}</span>
  return (
    <span className={styles.line} title={`${name} ${more}`}>
      <span className={styles.name}>{language === 'zh' ? name : (nameEn ?? name)}</span> <span className={styles.code}>{more}</span>
    </span>
  )
}
