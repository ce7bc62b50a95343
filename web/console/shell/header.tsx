import { NavLink } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import type { Me } from '#web/shared/session/session.tsx'
import { LanguageButton, ThemeButton } from './appearance.tsx'
import { Help } from './help/help.tsx'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices/notices.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Search } from './search/search.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

export function Header({ me }: { readonly me: Me }) {
  const words = useWords(shellWords)
  return (
    <header className={styles.header}>
      <NavLink to="/" className={styles.brand} aria-label={words.product}>
        <img src="/mark.svg" alt="" width={24} height={24} />
        <span>{words.product}</span>
      </NavLink>
      <Navigation me={me} />
      <div className={styles.tools}>
        <Search />
        <Notices />
        <Help />
        <LanguageButton />
        <ThemeButton />
        <PersonMenu me={me} />
      </div>
    </header>
  )
}
