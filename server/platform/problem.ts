/** A sentence in the two languages every reader-facing text comes in. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/**
 * An expected failure with a stable code; the HTTP layer writes it as application/problem+json (RFC 9457).
 * `details` may hold `field` (the input at fault, dotted path) and whatever a reader needs to mend it; it is public.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly text: Bilingual
  readonly details: Record<string, unknown>
  constructor(code: string, status: number, text: Bilingual, details: Record<string, unknown> = {}) {
    super(text.en)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.text = text
    this.details = details
  }
}
