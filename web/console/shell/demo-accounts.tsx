import { Button } from 'antd'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import type { About } from '#web/shared/session/about.ts'
import styles from './sign-in.module.css'
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
      <ul>
        {accounts.map((account) => (
          <li key={account.login}>
            <Button block loading={busy === account.login} disabled={busy !== null} onClick={() => onChoose(account)} title={account.login}>
              {language === 'zh' ? account.title : account.titleEn}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
