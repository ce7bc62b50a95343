import { type ReactNode, useId } from 'react'
import { LEVEL_NAMES } from '#cases/words.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Light } from '#web/shared/time/light.tsx'
import { lightKind } from '#web/shared/time/light-kind.ts'
import type { NamedCase, Overview, Warning } from '../api.ts'
import { cityClock } from '../city-clock.ts'
import { useCount } from '../number-text.ts'
import { PageNumber } from '../page-number.tsx'
import { usePages } from '../use-pages.ts'
import styles from './band.module.css'
import { bandWords } from './words.ts'

const ROWS = 3

/** What wants attention by name: the longest overdue, listed cases, today's warnings. */
export function Band({ overdue, listed, warnings }: Pick<Overview, 'overdue' | 'listed' | 'warnings'>) {
  const words = useWords(bandWords)
  const count = useCount()
  return (
    <section className={styles.band}>
      <List
        title={words.overdue}
        empty={words.noOverdue}
        items={overdue}
        keyOf={({ id }) => id}
        row={(each) => <OverdueRow each={each} />}
      />
      <List
        title={words.listed(count(listed.total))}
        empty={words.noListed}
        items={listed.cases}
        keyOf={({ id }) => id}
        row={(each) => <ListedRow each={each} />}
      />
      <List
        title={words.warnings(count(warnings.total))}
        empty={words.noWarnings}
        items={warnings.cases}
        keyOf={({ id, at, step }) => `${id}/${at}/${step}`}
        row={(each) => <WarningRow each={each} />}
      />
    </section>
  )
}

interface ListProps<Item> {
  readonly title: string
  readonly empty: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly row: (item: Item) => ReactNode
}

function List<Item>({ title, empty, items, keyOf, row }: ListProps<Item>) {
  const id = useId()
  const { shown, page, pages, hold } = usePages(items, ROWS)
  return (
    <section className={styles.list} aria-labelledby={id} {...hold}>
      <header>
        <h2 id={id}>{title}</h2>
        <PageNumber page={page} pages={pages} />
      </header>
      {items.length === 0 && <p className={styles.none}>{empty}</p>}
      <ul>
        {shown.map((item) => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
    </section>
  )
}

const useTypeOf = (): ((each: NamedCase) => string) => {
  const say = useSay()
  const words = useWords(bandWords)
  return ({ typeName }) => (typeName ? say(typeName) : words.noType)
}

/** The number leads to the case in the console. */
const CaseNumber = ({ each: { id, number } }: { readonly each: NamedCase }) => (
  <a className={styles.number} href={`/cases/${id}`} target="_blank" rel="noreferrer">
    {number}
  </a>
)

function OverdueRow({ each }: { readonly each: NamedCase }) {
  const words = useWords(bandWords)
  const say = useSay()
  const typeOf = useTypeOf()
  const times = each.used === null ? String(each.timesOver) : each.used.toFixed(1)
  return (
    <>
      <Light kind={lightKind(each.light, each.used)} />
      <b className={styles.times} title={words.timesTitle}>
        {words.times(times)}
      </b>
      <CaseNumber each={each} />
      <span className={styles.cut}>{typeOf(each)}</span>
      <span className={styles.cut}>{say(each.placeName)}</span>
    </>
  )
}

function ListedRow({ each }: { readonly each: NamedCase }) {
  const typeOf = useTypeOf()
  return (
    <>
      <Light kind={lightKind(each.light, each.used)} />
      <CaseNumber each={each} />
      <span className={styles.cut}>{typeOf(each)}</span>
    </>
  )
}

function WarningRow({ each }: { readonly each: Warning }) {
  const say = useSay()
  return (
    <>
      <span className={styles.time}>{cityClock.minute(new Date(each.at))}</span>
      <CaseNumber each={each} />
      <span className={styles.cut}>{say(LEVEL_NAMES[each.level])}</span>
    </>
  )
}
