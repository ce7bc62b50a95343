import { liveQuery } from 'dexie'
import { useEffect, useRef, useState } from 'react'

/** The answer of a question to the phone's database, asked again whenever what it read, or what it is about, has changed. Undefined until the first answer. */
export function useLive<Answer>(ask: () => Promise<Answer> | Answer, about = ''): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>()
  const latest = useRef(ask)
  latest.current = ask
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the question is about is named by the caller
  useEffect(() => {
    const subscription = liveQuery(() => latest.current()).subscribe({ next: setAnswer, error: () => {} })
    return () => subscription.unsubscribe()
  }, [about])
  return answer
}
