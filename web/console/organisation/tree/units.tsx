import { Button } from 'antd'
import { useState } from 'react'
import type { Division } from '#web/console/organisation/api.ts'
import { type Unit, useUnit, useUnits } from '#web/console/organisation/api-people.ts'
import organisation from '#web/console/organisation/organisation.module.css'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMay } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { AddUnit } from './add-unit.tsx'
import { CloseUnit } from './close-unit.tsx'
import styles from './tree.module.css'
import { treeWords } from './words.ts'

const levelOf = (level: Division['level']): Unit['level'] | undefined =>
  level === 'residents_group' || level === 'building' ? undefined : level

/** The units of a division's own level, each with its posts when it is opened. */
export function Units({ division: { code, level } }: { readonly division: Division }) {
  const words = useWords(treeWords)
  const mayEdit = useMay('organisation.edit')
  const [adding, setAdding] = useState(false)
  const unitLevel = levelOf(level)
  const { data, error, refetch } = useUnits(unitLevel && code, unitLevel)
  if (unitLevel === undefined) return null
  return (
    <section className={organisation.section}>
      <header>
        <h2>{words.units}</h2>
        {mayEdit && <Button onClick={() => setAdding(true)}>{words.addUnit}</Button>}
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={4} />}
      {data?.items.length === 0 && <p className={organisation.secondary}>{words.noUnits}</p>}
      {data?.items.map((unit) => (
        <UnitLine key={unit.id} unit={unit} />
      ))}
      <AddUnit areaCode={code} level={unitLevel} open={adding} onClose={() => setAdding(false)} />
    </section>
  )
}

function UnitLine({ unit }: { readonly unit: Unit }) {
  const shared = useWords(organisationWords)
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.unit} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{language === 'zh' ? unit.name : (unit.nameEn ?? unit.name)}</span>
        <span className={organisation.tag}>{shared.unitKinds[unit.kind]}</span>
        <span className={organisation.faint}>{unit.code}</span>
      </summary>
      {open && <UnitBody unit={unit} />}
    </details>
  )
}

function UnitBody({ unit }: { readonly unit: Unit }) {
  const words = useWords(treeWords)
  const language = useLanguage()
  const mayEdit = useMay('organisation.edit')
  const [closing, setClosing] = useState(false)
  const { data, error, refetch } = useUnit(unit.id)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  return (
    <div className={styles.unitBody}>
      <ul className={organisation.lines}>
        {data.posts.map((post) => (
          <li key={post.id}>
            <span>{language === 'zh' ? post.title : (post.titleEn ?? post.title)}</span>
            {post.appointed.length === 0 && <span className={organisation.tag}>{words.vacant}</span>}
            {post.appointed.map(({ id, name, kind }) => (
              <span key={id} className={organisation.secondary}>
                {kind === 'deputy' ? `${name} (${words.deputy})` : name}
              </span>
            ))}
          </li>
        ))}
        {data.posts.length === 0 && <li className={organisation.secondary}>{words.noPosts}</li>}
      </ul>
      {mayEdit && <Button onClick={() => setClosing(true)}>{words.closeUnit}</Button>}
      <CloseUnit unit={unit} open={closing} onClose={() => setClosing(false)} />
    </div>
  )
}
