import { NavLink } from 'react-router'
import { PAGES } from '#web/console/pages.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import type { Me } from '#web/shared/session/session.tsx'
import { ADMINISTRATION, administrationPages } from './administration/administration-pages.ts'
import { administrationWords } from './administration/words.ts'
import { LanguageButton, ThemeButton } from './appearance.tsx'
import { Help } from './help/help.tsx'
import { Notices } from './notices/notices.tsx'
import { mayOpen } from './page-gate.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Search } from './search/search.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

export function Header({ me }: { readonly me: Me }) {
  const words = useWords(shellWords)
  const say = useSay()
  const administration = useWords(administrationWords)
  const pages = PAGES.filter((page) => page.group === 'work' && mayOpen(page, me))
  return (
    <header className={styles.header}>
      <NavLink to="/" className={styles.brand}>
        <img src="/mark.svg" alt="" width={24} height={24} />
        {words.product}
      </NavLink>
      <nav className={styles.nav} aria-label={words.navigation}>
        {pages.map((page) => (
          <NavLink key={page.path} to={page.path}>
            {say(page.name)}
          </NavLink>
        ))}
        {administrationPages(me).length > 0 && <NavLink to={ADMINISTRATION}>{administration.name}</NavLink>}
      </nav>
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
