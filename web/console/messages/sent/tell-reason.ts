import type { Language } from '#web/shared/language/language.ts'
import { sentWords } from './words.ts'

const CODED = /^(server|refused|busy|credentials) ?(\d*)$/
const GAVE_UP = 'gave up: '

/** Why a message was not taken, in words; what the list keeps is a short code. A code nobody has words for is shown as it is. */
export function tellReason(reason: string, language: Language): string {
  const words = sentWords[language].reasons
  if (reason.startsWith(GAVE_UP)) return words.gaveUp(tellReason(reason.slice(GAVE_UP.length), language))
  const [, kind, code] = CODED.exec(reason) ?? []
  if (kind === 'server' || kind === 'refused' || kind === 'busy') return words[kind](code || sentWords[language].none)
  if (kind === 'credentials') return words.credentials
  const plain: Readonly<Record<string, string>> = {
    unreachable: words.unreachable,
    timeout: words.timeout,
    'recipient gone': words.gone,
    'the sender stopped twice; not sent again': words.stopped,
    'too old': words.old,
    'channel off': words.off,
    'secret unreadable': words.secret,
    error: words.error,
  }
  return plain[reason] ?? reason
}
