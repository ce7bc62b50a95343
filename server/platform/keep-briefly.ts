const MOST_KEPT = 300

interface Kept<Answer> {
  readonly making: Promise<Answer>
  /** Milliseconds: the moment it was asked for, and up to when it is given to others. */
  readonly from: number
  readonly until: number
}

/** Gives the answer of `key` at the moment `at`: one being made, or one just made, is shared. */
export type Shared<Answer> = (key: string, at: Date, make: () => Promise<Answer>) => Promise<Answer>

/**
 * Shares answers that are dear to make and the same for everybody who asks by the same key: whoever asks within `longest` ms of somebody else gets
 * that one's answer, made or being made; but one that is not `dear` is given to nobody who asks once it is made. The key must hold all that the answer
 * depends on, who may see what included.
 */
export function keepBriefly<Answer>(longest: number, dear: (answer: Answer) => boolean): Shared<Answer> {
  const kept = new Map<string, Kept<Answer>>()
  return (key, at, make) => {
    const now = at.getTime()
    const known = kept.get(key)
    if (known && now >= known.from && now <= known.until) return known.making
    const entry: Kept<Answer> = { making: make(), from: now, until: now + longest }
    const oldest = kept.keys().next().value
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    kept.delete(key)
    kept.set(key, entry)
    const forget = (): void => void (kept.get(key) === entry && kept.delete(key))
    entry.making.then((answer) => {
      if (!dear(answer)) forget()
    }, forget)
    return entry.making
  }
}
