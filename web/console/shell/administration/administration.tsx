import { MenuOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Navigate, NavLink, Outlet, useLocation } from 'react-router'
import { useFolding } from '#web/console/shell/use-folding.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { NoPermission } from '#web/shared/states/states.tsx'
import styles from './administration.module.css'
import { administrationPages } from './administration-pages.ts'
import { administrationWords } from './words.ts'

/** The frame of the administration: its pages at the left, the one that is open at the right. On a narrow screen the pages fold into a button. */
export function Administration() {
  const words = useWords(administrationWords)
  const say = useSay()
  const pages = administrationPages(useMe())
  const { pathname } = useLocation()
  const { open, opener, toggle, fold, onKeyDown } = useFolding()
  const here = pages.find(({ path }) => `${pathname}/`.startsWith(`${path}/`))
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape from the controls inside */}
      <div className={styles.side} onKeyDown={onKeyDown}>
        <Button ref={opener} type="text" icon={<MenuOutlined />} className={styles.opener} aria-expanded={open} onClick={toggle}>
          {here ? say(here.name) : words.name}
        </Button>
        <nav className={styles.menu} data-open={open} aria-label={words.menu}>
          {pages.map(({ path, name }) => (
            <NavLink key={path} to={path} onClick={fold}>
              {say(name)}
            </NavLink>
          ))}
        </nav>
      </div>
      <div className={styles.content}>
        <Outlet />
      </div>
    </div>
  )
}

/** `/administration` itself: the first page one may open. */
export function AdministrationStart() {
  const [first] = administrationPages(useMe())
  return first ? <Navigate to={first.path} replace /> : <NoPermission />
}
