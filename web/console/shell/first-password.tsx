import { ChangePassword } from './change-password.tsx'
import styles from './shell.module.css'

/** Before anything else: a password only its person knows. */
export default function FirstPassword() {
  return (
    <main className={styles.first}>
      <ChangePassword onDone={() => {}} />
    </main>
  )
}
