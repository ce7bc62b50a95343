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
      {/* The list of sessions may be long: what stands below it would move when it comes. */}
      <FactorSection />
      <SessionsSection />
    </PageFrame>
  )
}
