import { z } from 'zod'

/**
 * An identifier as RFC 9562 writes it. It is read in either case and kept in lower case, as the database gives it back: a history is hashed
 * over what was asked, and verified over what was kept.
 */
export const identifier = z.uuid().toLowerCase()
