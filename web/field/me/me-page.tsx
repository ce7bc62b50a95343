import { useState } from 'react'
import { PatrolPart } from '#web/field/patrol/patrol-part.tsx'
import { useField, useMay } from '#web/field/shell/field.ts'
import { useOutboxCounts } from '#web/field/shell/outbox-line.tsx'
import type { FieldSession } from '#web/field/shell/session.ts'
import { useEvery } from '#web/field/shell/use-every.ts'
import { useLive } from '#web/field/shell/use-live.ts'
import { isClockWrong } from '#web/field/store/clock-rules.ts'
import { readKept } from '#web/field/store/database.ts'
import { askRoom, type Room } from '#web/field/store/room.ts'
import styles from '#web/field/tasks/tasks.module.css'
import { type Bilingual, useNamed, useWords } from '#web/shared/language/language.ts'
import { useSetting } from '#web/shared/session/settings.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { meWords } from './words.ts'

const MEGABYTE = 1024 * 1024
/** Each language names itself. */
const LANGUAGES: Bilingual = { zh: '中文', en: 'English' }

/** Who I am, duty and grids, how the phone stands, and how it looks. */
export default function MePage({ session }: { readonly session: FieldSession }) {
  const words = useWords(meWords)
  const named = useNamed()
  const { me } = useField()
  const mayWalk = useMay('case.inspect')
  return (
    <div className="body">
      <div>
        <h1 className={styles.title}>{me.person.name}</h1>
        <p className="faint">{`${named(me.post.unitName, me.post.unitNameEn)} · ${named(me.post.title, me.post.titleEn)}`}</p>
      </div>
      {mayWalk && <PatrolPart />}
      <Phone />
      <section className="section" aria-label={words.settings}>
        <h2 className="heading">{words.settings}</h2>
        <Display />
      </section>
      <SignOut session={session} />
    </div>
  )
}

/** What decides whether a shift without a network will go well. */
function Phone() {
  const words = useWords(meWords)
  const { moment, length } = useMoments()
  const { db, skew, pack, refresh } = useField()
  const [room, setRoom] = useState<Room | null>(null)
  useEvery(60_000, () => void askRoom().then(setRoom))
  const packedAt = useLive(async () => (await readKept(db, 'pack'))?.at ?? null)
  const wrong = isClockWrong(skew, pack?.patrol.clockWrongFromSeconds ?? 120)
  return (
    <section className="section" aria-label={words.phone}>
      <h2 className="heading">{words.phone}</h2>
      <dl className={styles.facts}>
        <dt>{words.pack}</dt>
        <dd>{packedAt ? words.packAt(moment(new Date(packedAt))) : words.packNone}</dd>
        <dt>{words.room}</dt>
        <dd>{room ? words.megabytes(Math.round(room.left / MEGABYTE)) : words.unknown}</dd>
        <dt>{words.clock}</dt>
        <dd>{wrong ? words.clockOff(length(skew)) : words.clockRight}</dd>
      </dl>
      <button type="button" className="button" onClick={() => void refresh(true)}>
        {words.refresh}
      </button>
    </section>
  )
}

function Display() {
  const words = useWords(meWords)
  const [language, setLanguage] = useSetting('language')
  const [theme, setTheme] = useSetting('theme')
  return (
    <>
      <label className="field">
        <span className="label">{words.language}</span>
        <select value={language} onChange={({ target }) => setLanguage(target.value === 'en' ? 'en' : 'zh')}>
          <option value="zh">{LANGUAGES.zh}</option>
          <option value="en">{LANGUAGES.en}</option>
        </select>
      </label>
      <label className="field">
        <span className="label">{words.theme}</span>
        <select value={theme} onChange={({ target }) => setTheme(target.value as typeof theme)}>
          <option value="system">{words.themes.system}</option>
          <option value="light">{words.themes.light}</option>
          <option value="dark">{words.themes.dark}</option>
        </select>
      </label>
    </>
  )
}

/** What has not arrived stays; the person is told before they go. */
function SignOut({ session }: { readonly session: FieldSession }) {
  const words = useWords(meWords)
  const counts = useOutboxCounts()
  const [asked, setAsked] = useState(false)
  const left = counts ? counts.waiting + counts.sending + counts.refused + counts.conflict : 0
  const leave = (): void => {
    if (left > 0 && !asked) setAsked(true)
    else void session.signOut()
  }
  const showWhole = (button: HTMLButtonElement | null): void => button?.scrollIntoView({ block: 'nearest' })
  return (
    <>
      <p role="alert" className="faint">
        {asked && left > 0 && words.signOutWaits(left)}
      </p>
      <button type="button" className="button danger" onClick={leave} ref={asked ? showWhole : null}>
        {asked && left > 0 ? words.signOutSure : words.signOut}
      </button>
    </>
  )
}
