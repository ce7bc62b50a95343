import { useMemo } from 'react'
import organisation from '#web/console/organisation/organisation.module.css'
import { staffingWords } from '#web/console/organisation/staffing/words.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import type { AnyFinding } from './findings-layer.tsx'
import styles from './grids.module.css'
import { hatchImage } from './hatch.ts'
import { gridsWords } from './words.ts'

interface FindingsListProps {
  readonly findings: readonly AnyFinding[]
  readonly onChoose: (finding: AnyFinding) => void
}

/** What is wrong where, numbered as on the map; a click goes there. */
export function FindingsList({ findings, onChoose }: FindingsListProps) {
  return (
    <ol className={styles.findings}>
      {findings.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a finding is known by its number on the map
        <li key={index}>
          <FindingLine finding={finding} number={index + 1} onChoose={onChoose} />
        </li>
      ))}
    </ol>
  )
}

interface FindingLineProps {
  readonly finding: AnyFinding
  readonly number: number
  readonly onChoose: (finding: AnyFinding) => void
}

function FindingLine({ finding, number, onChoose }: FindingLineProps) {
  const words = useWords(gridsWords)
  const { kinds } = useWords(staffingWords)
  const say = useSay()
  const { kind, state, text, at } = finding
  return (
    <button type="button" className={styles.finding} disabled={at === null} onClick={() => onChoose(finding)}>
      <span className={styles.number} data-new={state === 'new'}>
        {number}
      </span>
      <Hatch kind={kind} isNew={state === 'new'} />
      <strong>{kinds[kind]}</strong>
      {state && <span className={state === 'new' ? styles.new : organisation.faint}>{words.states[state]}</span>}
      <span className={styles.findingText}>{say(text)}</span>
    </button>
  )
}

function Hatch({ kind, isNew }: { readonly kind: AnyFinding['kind']; readonly isNew: boolean }) {
  const palette = PALETTES[useThemeName()]
  const colour = isNew ? palette.red : palette.standing
  const address = useMemo(() => hatchImage(kind, colour).toDataURL(), [kind, colour])
  return <img src={address} alt="" width={16} height={16} />
}
