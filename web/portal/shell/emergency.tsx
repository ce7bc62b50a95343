import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useCity } from './city.ts'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** Numbers to call instead of filling anything in. */
export function Emergency() {
  const words = useWords(shellWords)
  const language = useLanguage()
  const { data } = useCity()
  return (
    <section className={styles.emergency}>
      <h2>{words.emergency}</h2>
      <ul>
        {(data?.emergency ?? []).map(({ number, name }) => (
          <li key={number}>
            <a href={`tel:${number}`}>
              <b>{number}</b> {name[language]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
