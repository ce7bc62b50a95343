import { useLanguage, useWords } from '#web/shared/language/language.ts'
import type { About } from '#web/shared/session/about.ts'
import styles from './demo-accounts.module.css'
import { shellWords } from './words.ts'

type Account = About['demoAccounts'][number]

interface DemoAccountsProps {
  readonly accounts: readonly Account[]
  readonly busy: string | null
  readonly onChoose: (account: Account) => void
}

/** The accounts of a demo city, one click each; a real city has none. */
export function DemoAccounts({ accounts, busy, onChoose }: DemoAccountsProps) {
  const words = useWords(shellWords)
  const language = useLanguage()
  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{words.demoAccounts}</h2>
      <p>{words.demoText}</p>
      <p>{words.demoPath}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.login}>
            <button type="button" value={account.login} disabled={busy !== null} onClick={() => onChoose(account)}>
              <strong>{language === 'zh' ? account.title : account.titleEn}</strong>
              <span>{language === 'zh' ? account.can : account.canEn}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
