import { useEffect, useRef, useState } from 'react'
import { ruleOf } from '#cases/lifecycle.ts'
import { isOwn } from '#web/console/cases/actions/own-versions.ts'
import type { Case } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { doerOf } from './event-line.tsx'
import { caseWords } from './words.ts'

/** How long a piece of news stays, ms. */
const STAYS = 60_000

/** What somebody else did with the case while it was open, in a line; empty otherwise. */
export function useNews(of: Case): string {
  const words = useWords(caseWords)
  const say = useSay()
  const language = useLanguage()
  const seen = useRef({ id: of.id, version: of.version })
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => {
    const before = seen.current
    seen.current = { id: of.id, version: of.version }
    if (before.id !== of.id) setAt(null)
    else if (of.version > before.version) setAt(isOwn(of.id, of.version) ? null : of.version)
  }, [of.id, of.version])
  useEffect(() => {
    if (at === null) return
    const timer = setTimeout(() => setAt(null), STAYS)
    return () => clearTimeout(timer)
  }, [at])
  const event = of.events.find(({ seq }) => seq === at)
  return event ? words.justNow(doerOf(event, language, words), say(ruleOf(event.action))) : ''
}
