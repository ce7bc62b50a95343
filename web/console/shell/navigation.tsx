import { MenuOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { NavLink } from 'react-router'
import { PAGES } from '#web/console/pages.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import type { Me } from '#web/shared/session/session.tsx'
import { ADMINISTRATION, administrationPages } from './administration/administration-pages.ts'
import { administrationWords } from './administration/words.ts'
import { mayOpen } from './page-gate.tsx'
import styles from './shell.module.css'
import { useFolding } from './use-folding.ts'
import { shellWords } from './words.ts'

/** The pages the post may open, in one line; on a phone they fold into a button. */
export function Navigation({ me }: { readonly me: Me }) {
  const words = useWords(shellWords)
  const say = useSay()
  const administration = useWords(administrationWords)
  const { open, opener, toggle, fold, onKeyDown } = useFolding()
  const pages = PAGES.filter((page) => page.group === 'work' && mayOpen(page, me))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape from the controls inside
    <div className={styles.navigation} onKeyDown={onKeyDown}>
      <Button
        ref={opener}
        type="text"
        icon={<MenuOutlined />}
        className={styles.opener}
        aria-label={words.navigation}
        aria-expanded={open}
        onClick={toggle}
      />
      <nav className={styles.nav} data-open={open} aria-label={words.navigation}>
        {pages.map((page) => (
          <NavLink key={page.path} to={page.path} onClick={fold}>
            {say(page.name)}
          </NavLink>
        ))}
        {administrationPages(me).length > 0 && (
          <NavLink to={ADMINISTRATION} onClick={fold}>
            {administration.name}
          </NavLink>
        )}
      </nav>
    </div>
  )
}
