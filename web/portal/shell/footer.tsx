import { useWords } from '#web/shared/language/language.ts'
import { HOME, useAddress } from './address.ts'
import { Link } from './link.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** The way to everything else; not while somebody writes a report, who would lose the thread. */
export function Footer() {
  const words = useWords(shellWords)
  const { path } = useAddress()
  if (path.startsWith(`${HOME}/report`) || path === HOME) return null
  const links = [
    [HOME, words.backHome],
    [`${HOME}/lookup`, words.lookup],
    [`${HOME}/map`, words.map],
    [`${HOME}/subscribe`, words.subscribe],
    [`${HOME}/about`, words.about],
  ] as const
  return (
    <footer className={styles.footer}>
      <nav aria-label={words.title}>
        <ul>
          {links.map(([to, text]) => (
            <li key={to}>
              <Link to={to} aria-current={path === to ? 'page' : undefined}>
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  )
}
