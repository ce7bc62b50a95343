import { createHash } from 'node:crypto'
import pg from 'pg'

/** A statement is named by what it says. Beyond so many names, or so long, a statement is parsed each time: nobody asks it often. */
const MOST_NAMES = 500
const LONGEST = 8000
let generation = 0
const names = new Map<string, string>()
/** Looks through cases or their histories for more than a key: which index serves depends on the values (a street, or the whole city). */
const THROUGH_CASES = /\b(from|join) "?case(_event)?"?[\s,)]/
const BY_RANGE = /[<>]|\blike\b|@>|&&/

const isPlannedOnce = (text: string): boolean => / for update/.test(text) || !THROUGH_CASES.test(text) || !BY_RANGE.test(text)

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES || text.length > LONGEST || !isPlannedOnce(text)) return known
  const name = createHash('sha256').update(`${generation} ${text}`).digest('base64url').slice(0, 40)
  names.set(text, name)
  return name
}

/** "cached plan must not change result type": the schema changed under a statement. Its next name is a new one. */
const CHANGED_SCHEMA = '0A000'
function forgetNames(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === CHANGED_SCHEMA) {
    generation += 1
    names.clear()
  }
}

/**
 * A connection that gives statements with parameters a name, so that the server parses and plans each once and not every time: most of the
 * server's work in the short statements of a case's loop. Statements that look through cases by ranges are planned for their values each time.
 * Not for a connection shared through a pooler that knows no prepared statements.
 */
export class NamingClient extends pg.Client {
  // The driver overloads `query` for streams and callbacks too; whatever is no plain text with parameters goes through as it came.
  override query = ((...args: unknown[]) => {
    const [text, values] = args
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    const send = super.query as (...args: unknown[]) => unknown
    if (name === undefined) return send.apply(this, args)
    const answer = send.apply(this, [{ name, text, values }, ...args.slice(2)])
    if (answer instanceof Promise) answer.catch(forgetNames)
    return answer
  }) as pg.Client['query']
}
