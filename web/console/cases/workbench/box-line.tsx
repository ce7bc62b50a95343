import { Link } from 'react-router'
import { PENDING_KINDS, type PendingKind, STAGE_NAMES, STAGES, type Stage } from '#cases/lifecycle.ts'
import { PENDING_NAMES } from '#cases/words.ts'
import lists from '#web/console/cases/queue/lists-line.module.css'
import { writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useCurrentInView } from '#web/shared/page/use-current-in-view.ts'
import { Light } from '#web/shared/time/light.tsx'
import type { Box } from './boxes.ts'
import type { Counts } from './use-box-counts.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

const isStage = (key: string): key is Stage => STAGES.some((stage) => stage === key)
const isPending = (key: string): key is PendingKind => PENDING_KINDS.some((kind) => kind === key)

/** The name of a box: of the stage or the request that waits, or its own. */
export function useBoxName(): (box: Box) => string {
  const say = useSay()
  const words = useWords(workbenchWords)
  return ({ key }) => (isStage(key) ? say(STAGE_NAMES[key]) : isPending(key) ? say(PENDING_NAMES[key]) : (words.boxes[key] ?? key))
}

/** How many of the inbox are red or yellow, with their shapes. */
function Lights({ red, yellow }: { readonly red: number; readonly yellow: number }) {
  const words = useWords(workbenchWords)
  return (
    <>
      {red > 0 && (
        <span className={styles.red} title={words.red(red)}>
          <Light kind="red" />
          {red}
        </span>
      )}
      {yellow > 0 && (
        <span className={styles.yellow} title={words.yellow(yellow)}>
          <Light kind="yellow" />
          {yellow}
        </span>
      )}
    </>
  )
}

interface BoxLineProps {
  readonly boxes: readonly Box[]
  readonly current: Box | null
  readonly counts: Counts | undefined
}

/** The top line: what waits, with true counts. Each box is an address of its own. */
export function BoxLine({ boxes, current, counts }: BoxLineProps) {
  const words = useWords(workbenchWords)
  const name = useBoxName()
  const line = useCurrentInView(`${current?.key} ${counts !== undefined}`)
  return (
    <nav ref={line} className={lists.line} aria-label={words.boxesLabel}>
      {boxes.map((box) => {
        const count = counts?.byBox[box.key]
        return (
          <Link
            key={box.key}
            to={{ search: `?${writeFilter(box.filter)}` }}
            aria-current={box === current ? 'page' : undefined}
            className={count === 0 ? styles.emptyBox : undefined}
          >
            <span className={styles.boxName}>{name(box)}</span>
            {count !== undefined && <b>{count}</b>}
            {box.key === 'inbox' && counts && <Lights red={counts.red} yellow={counts.yellow} />}
          </Link>
        )
      })}
    </nav>
  )
}
