/** Attempts after which a message is given up: with the waits between them, about eight and a half hours. */
export const MOST_ATTEMPTS = 10
/** How often a sender may die with a message before nobody sends it again: the recipient gets it twice at most. */
export const MOST_UNCERTAIN = 2
/** Older than this nobody wants to hear it. */
export const TOO_OLD = 3 * 86_400_000

const MINUTE = 60_000

/** Milliseconds before the next attempt after `attempts` failed ones: 1 min, 2 min, 4 min, … */
export const attemptDelay = (attempts: number): number => MINUTE * 2 ** (Math.max(1, attempts) - 1)

/** What became of one attempt. */
export type Outcome =
  | { readonly kind: 'sent'; readonly gatewayId: string | null }
  /** It will never be taken: another attempt changes nothing. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Perhaps later; `tired` when the way out itself does not answer, so that nobody else is kept waiting behind it. */
  | { readonly kind: 'later'; readonly reason: string; readonly tired: boolean }

/** An answer over HTTP: taken, refused for good, or perhaps later. */
export function outcomeOfStatus(status: number, gatewayId: string | null): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent', gatewayId }
  if (status === 401 || status === 403) return { kind: 'later', reason: `credentials ${status}`, tired: true }
  if (status >= 500 || [408, 425, 429].includes(status)) return { kind: 'later', reason: `busy ${status}`, tired: status !== 500 }
  return { kind: 'refused', reason: `refused ${status}` }
}

/** What the mail library tells of a failure: its own code, what the server answered, and to which command. */
export interface MailFailure {
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly command?: string | undefined
}

/**
 * An SMTP answer or the lack of one. Only what is said against the recipient or the message itself is for good: a server that takes neither our name nor
 * our sender takes nobody's messages, and that is the operator's to mend. Only codes are kept: the words of an answer may repeat the address.
 */
export function outcomeOfMailError({ code, responseCode, command }: MailFailure): Outcome {
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return { kind: 'later', reason: 'credentials', tired: true }
  const ours = (code !== 'EENVELOPE' && code !== 'EMESSAGE') || command === 'MAIL FROM'
  if (ours) return { kind: 'later', reason: reasonOf(code, responseCode), tired: true }
  if (responseCode === undefined) return { kind: 'refused', reason: 'refused' }
  if (responseCode >= 500) return { kind: 'refused', reason: `refused ${responseCode}` }
  return { kind: 'later', reason: `busy ${responseCode}`, tired: false }
}

function reasonOf(code: string | undefined, responseCode: number | undefined): string {
  if (responseCode !== undefined) return `server ${responseCode}`
  return code === 'ETIMEDOUT' ? 'timeout' : 'unreachable'
}
