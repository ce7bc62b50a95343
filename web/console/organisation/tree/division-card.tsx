import { Button, Space } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DivisionSeen, useDivision } from '#web/console/organisation/api.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { AddDivision } from './add-division.tsx'
import { History } from './history.tsx'
import { MergeDivisions } from './merge-divisions.tsx'
import { MoveDivision } from './move-division.tsx'
import { levelBelow, type Place } from './node.ts'
import { OutlineMap } from './outline-map.tsx'
import { RenameDivision } from './rename-division.tsx'
import { SplitDivision } from './split-division.tsx'
import { Staffing } from './staffing.tsx'
import styles from './tree.module.css'
import { Units } from './units.tsx'
import { treeWords } from './words.ts'

interface DivisionCardProps {
  readonly code: string
  readonly onSelect: (place: Place) => void
}

/** A division: its names and validity, its outline, who serves it and what became of it. */
export function DivisionCard({ code, onSelect }: DivisionCardProps) {
  const { data, error, refetch } = useDivision(code)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={14} />
  return <DivisionFacts seen={data} onSelect={onSelect} />
}

type Doing = 'rename' | 'add' | 'merge' | 'split' | 'move' | null
/** What these come below; the others stay where they are. */
const PARENTS: Partial<Record<string, 'district' | 'street'>> = { community: 'street', street: 'district' }

function DivisionFacts({ seen, onSelect }: { readonly seen: DivisionSeen; readonly onSelect: (place: Place) => void }) {
  const words = useWords(treeWords)
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const mayEdit = useMay('organisation.edit')
  const [doing, setDoing] = useState<Doing>(null)
  const division = seen.current ?? seen.versions.at(-1)
  if (!division) return null
  const { code, level } = division
  const close = (): void => setDoing(null)
  const name = language === 'zh' ? division.name : (division.nameEn ?? division.name)
  const below = levelBelow(level)
  const parentLevel = PARENTS[level]
  return (
    <>
      <header className={styles.cardHead}>
        <h1>{name}</h1>
        {mayEdit && seen.current && (
          <Space wrap>
            <Button onClick={() => setDoing('rename')}>{words.rename}</Button>
            {below && <Button onClick={() => setDoing('add')}>{words.add}</Button>}
            {level !== 'city' && <Button onClick={() => setDoing('merge')}>{words.merge}</Button>}
            {parentLevel && <Button onClick={() => setDoing('move')}>{words.move}</Button>}
            {level !== 'city' && seen.area && <Button onClick={() => setDoing('split')}>{words.split}</Button>}
            <Link to={`/administration/grids?place=${level === 'community' ? code : (division.parentCode ?? code)}`}>{words.outline}</Link>
          </Space>
        )}
      </header>
      <div className={styles.top}>
        <dl className={organisation.facts}>
          <dt>{shared.name}</dt>
          <dd>{division.name}</dd>
          <dt>{shared.nameEn}</dt>
          <dd>{division.nameEn ?? '–'}</dd>
          <dt>{shared.code}</dt>
          <dd>{code}</dd>
          <dt>{words.level}</dt>
          <dd>{shared.levels[level]}</dd>
          <dt>{words.valid}</dt>
          <dd>{division.validTo ? shared.between(division.validFrom, division.validTo) : shared.since(division.validFrom)}</dd>
        </dl>
        <OutlineMap name={name} area={seen.area} />
      </div>
      <Staffing within={code} />
      <Units division={division} />
      <History seen={seen} />
      <RenameDivision division={division} open={doing === 'rename'} onClose={close} />
      {below && <AddDivision parent={division} level={below} open={doing === 'add'} onClose={close} />}
      <MergeDivisions
        division={division}
        open={doing === 'merge'}
        onClose={close}
        onMerged={(into) => onSelect({ kind: 'division', code: into })}
      />
      {parentLevel && (
        <MoveDivision
          division={division}
          parentLevel={parentLevel}
          open={doing === 'move'}
          onClose={close}
          onMoved={(to) => onSelect({ kind: 'division', code: to })}
        />
      )}
      {seen.area && <SplitDivision division={division} area={seen.area} open={doing === 'split'} onClose={close} />}
    </>
  )
}
