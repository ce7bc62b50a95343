import { useWords } from '#web/shared/language/language.ts'
import { hasContent, nextStep } from '../report/draft.ts'
import { discardDraft, useDraft } from '../report/draft-store.ts'
import { rememberedReports } from '../report/remembered.ts'
import { HOME } from '../shell/address.ts'
import { useCityName } from '../shell/city.ts'
import { Emergency } from '../shell/emergency.tsx'
import { Link } from '../shell/link.tsx'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import styles from './start.module.css'
import { startWords } from './words.ts'

/** What one can do here. */
export function StartPage() {
  const words = useWords(startWords)
  const city = useCityName()
  const others = [
    [`${HOME}/lookup`, words.lookup, words.lookupHint],
    [`${HOME}/map`, words.map, words.mapHint],
    [`${HOME}/subscribe`, words.subscribe, words.subscribeHint],
    [`${HOME}/about`, words.about, words.aboutHint],
  ] as const
  return (
    <Screen title={words.title} lead={words.lead} above={<p className={styles.city}>{city}</p>}>
      <Unfinished />
      <Link className={styles.report} to={`${HOME}/report/photo`}>
        <b>{words.report}</b>
        <span>{words.reportHint}</span>
      </Link>
      <ul className={styles.others}>
        {others.map(([to, name, hint]) => (
          <li key={to}>
            <Link to={to}>
              <b>{name}</b>
              <span>{hint}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Mine />
      <Emergency />
    </Screen>
  )
}

function Unfinished() {
  const words = useWords(startWords)
  const draft = useDraft()
  if (!hasContent(draft)) return null
  return (
    <section className={styles.draft}>
      <h2>{words.draft}</h2>
      <div>
        <Link className={shell.secondary} to={`${HOME}/report/${nextStep(draft)}`}>
          {words.resume}
        </Link>
        <button type="button" className={shell.plain} onClick={discardDraft}>
          {words.discard}
        </button>
      </div>
    </section>
  )
}

function Mine() {
  const words = useWords(startWords)
  const mine = rememberedReports.useValue()
  if (mine.length === 0) return null
  const forget = (number: string): void => rememberedReports.write(mine.filter((each) => each.number !== number))
  return (
    <section className={styles.mine}>
      <h2>{words.mine}</h2>
      <ul>
        {mine.map(({ number }) => (
          <li key={number}>
            <Link to={`${HOME}/cases/${encodeURIComponent(number)}`}>{number}</Link>
            <button type="button" className={shell.plain} aria-label={words.forgetNamed(number)} onClick={() => forget(number)}>
              {words.forget}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
