import { type ComponentType, useEffect, useReducer, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { Notice } from './notice.tsx'
import { shellWords } from './words.ts'

/** A page whose file did not come is asked for again this often, and as soon as there is a line, ms. */
const AGAIN_EVERY = 5000

/** A page that is no part of the first load. */
export interface Later<Props extends object> {
  readonly fetchPage: () => Promise<void>
  /** Null until it is here. */
  readonly page: () => ComponentType<Props> | null
}

export function later<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>): Later<Props> {
  let page: ComponentType<Props> | null = null
  const fetchPage = async (): Promise<void> => {
    page ??= (await load()).default
  }
  return { fetchPage, page: () => page }
}

/** Asks until it is there; answers how to leave off. */
function keepAsking(ask: () => Promise<void>, onHere: () => void, onMissing: () => void): () => void {
  const attempt = (): void => void ask().then(onHere, onMissing)
  attempt()
  const timer = setInterval(attempt, AGAIN_EVERY)
  window.addEventListener('online', attempt)
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', attempt)
  }
}

/** Opened before its file is here and without a line, a page says so and comes as soon as it can; the rest of the app goes on. */
export function LaterPage<Props extends object>({ of, ...props }: Props & { readonly of: Later<Props> }) {
  const words = useWords(shellWords)
  const [missing, setMissing] = useState<unknown>(null)
  const [, drawAgain] = useReducer((count: number) => count + 1, 0)
  const Page = of.page()
  useEffect(() => (Page ? undefined : keepAsking(of.fetchPage, drawAgain, () => setMissing(of))), [of, Page])
  if (Page) return <Page {...(props as unknown as Props)} />
  return missing === of ? <Notice title={words.pageMissing}>{words.pageMissingText}</Notice> : null
}
