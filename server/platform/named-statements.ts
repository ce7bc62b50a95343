import { createHash } from 'node:crypto'
import pg from 'pg'

/** A statement is named by what it says. Beyond so many names, or so long, a statement is parsed each time: nobody asks it often. */
const MOST_NAMES = 500
const LONGEST = 8000
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES || text.length > LONGEST) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 40)
  names.set(text, name)
  return name
}

/**
 * A connection that gives every statement with parameters a name, so that the server parses and plans it once and not each time: half of the
 * server's work in the short statements of a case's loop. Not for a connection shared through a pooler that knows no prepared statements, nor
 * across a change of schema.
 */
export class NamingClient extends pg.Client {
  // The driver overloads `query` for streams and callbacks too; whatever is no plain text with parameters goes through as it came.
  override query = ((...args: unknown[]) => {
    const [text, values] = args
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    const send = super.query as (...args: unknown[]) => unknown
    return name === undefined ? send.apply(this, args) : send.apply(this, [{ name, text, values }, ...args.slice(2)])
  }) as pg.Client['query']
}
