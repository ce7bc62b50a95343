import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useSetting } from '#web/shared/session/settings.ts'
import { HOME } from './address.ts'
import { useCityName } from './city.ts'
import { useLargeType } from './large-type.ts'
import { Link } from './link.tsx'
import { ReadAloud } from './read-aloud-button.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** Whose page it is, and how it is shown. */
export function Header() {
  const words = useWords(shellWords)
  const city = useCityName()
  return (
    <header className={styles.header}>
      <a className={styles.skip} href="#main">
        {words.skip}
      </a>
      <Link to={HOME} className={styles.brand}>
        <img src="/mark.svg" alt="" width="28" height="28" />
        <span>
          {city && <span className={styles.city}>{city} · </span>}
          {words.title}
        </span>
      </Link>
      <fieldset className={styles.display}>
        <legend className="visually-hidden">{words.settings}</legend>
        <ReadAloud />
        <LargeButton />
        <LanguageButton />
      </fieldset>
    </header>
  )
}

function LargeButton() {
  const words = useWords(shellWords)
  const [large, setLarge] = useLargeType()
  return (
    <button type="button" className={styles.setting} onClick={() => setLarge(!large)}>
      {large ? words.usual : words.larger}
    </button>
  )
}

function LanguageButton() {
  const words = useWords(shellWords)
  const language = useLanguage()
  const [, setLanguage] = useSetting('language')
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button type="button" className={styles.setting} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>
      {words.otherLanguage}
    </button>
  )
}
