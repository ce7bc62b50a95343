import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Tag } from 'antd'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import { LEVEL_NAMES } from '#cases/words.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import type { Case } from '#web/console/cases/api.ts'
import { useNamed, useSay, useWords } from '#web/shared/language/language.ts'
import { lightKind } from '#web/shared/time/light-kind.ts'
import { Remaining } from '#web/shared/time/remaining.tsx'
import styles from './case-header.module.css'
import { useNews } from './news.ts'
import { caseWords } from './words.ts'

const PLACES = ['zone', 'district', 'street', 'community', 'grid'] as const

/** The place in words, from the district down; what has no name is left out. */
function usePlaceInWords({ place, placeEn }: Pick<Case, 'place' | 'placeEn'>): string {
  const named = useNamed()
  return PLACES.map((level) => named(place[level] ?? null, placeEn[level] ?? null))
    .filter(Boolean)
    .join(' · ')
}

/** Which case, what it is about, where, how far it is and how much time is left; and what somebody else just did with it. */
export function CaseHeader({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const say = useSay()
  const named = useNamed()
  const news = useNews(of)
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <CopyNumber number={of.number} />
        <Badges of={of} />
        <span role="status" className={styles.news}>
          {news}
        </span>
      </div>
      <div className={styles.title}>
        <h1 tabIndex={-1} data-focus-after-action>
          {named(of.typeName, of.typeNameEn) ?? words.noType}
        </h1>
        <span className={styles.stage}>{say(STAGE_NAMES[of.stage])}</span>
        {of.active && <Remaining kind={lightKind(of.active.light, of.active.used, of.active.standing)} dueAt={of.active.dueAt} />}
      </div>
      <p className={styles.place}>
        {usePlaceInWords(of)}
        <span>{of.address}</span>
      </p>
    </header>
  )
}

function CopyNumber({ number }: { readonly number: string }) {
  const words = useWords(caseWords)
  const { message } = App.useApp()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(number)
    message.success(words.copied)
  }
  return (
    <span className={styles.number}>
      {number}
      <Button type="text" size="small" icon={<CopyOutlined />} aria-label={words.copy} title={words.copy} onClick={() => void copy()} />
    </span>
  )
}

function Badges({ of }: { readonly of: Case }) {
  const words = useWords(caseWords)
  const say = useSay()
  return (
    <>
      {of.urgency === 'urgent' && <Tag>{say(URGENCY_NAMES.urgent)}</Tag>}
      {of.listedLevel && <Tag>{words.listed(say(LEVEL_NAMES[of.listedLevel]))}</Tag>}
      {of.selfHandled && <Tag>{words.selfHandled}</Tag>}
      {of.round > 1 && <Tag>{words.round(of.round)}</Tag>}
    </>
  )
}
