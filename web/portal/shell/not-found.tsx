import { useWords } from '#web/shared/language/language.ts'
import { HOME } from './address.ts'
import { Link } from './link.tsx'
import { Screen } from './screen.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

export function NotFound() {
  const words = useWords(shellWords)
  return (
    <Screen title={words.notFound}>
      <p>{words.notFoundText}</p>
      <Link className={styles.primary} to={HOME}>
        {words.backHome}
      </Link>
    </Screen>
  )
}
