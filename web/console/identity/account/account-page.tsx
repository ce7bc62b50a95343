import { useWords } from '#web/shared/language/language.ts'
import { PageFrame } from '#web/shared/page/page-frame.tsx'
import { FactorSection } from './factor-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { accountWords } from './words.ts'

/** Where one is signed in, and with what besides the password. */
export default function AccountPage() {
  const words = useWords(accountWords)
  return (
    <PageFrame title={words.title}>
      <SessionsSection />
      <FactorSection />
    </PageFrame>
  )
}
