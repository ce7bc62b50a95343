import { compareWords } from '#web/console/catalogue/compare/words.ts'
import { versionWords } from '#web/console/catalogue/version-words.ts'
import type { AuditEntry } from '#web/console/platform/api-audit.ts'
import type { Language } from '#web/shared/language/language.ts'

/** Their answer is the version. */
const VERSIONED: ReadonlySet<string> = new Set(['catalogue.draft', 'catalogue.approve'])
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

const textAt = (value: unknown, field: string): string | null => {
  if (typeof value !== 'object' || value === null) return null
  const found = new Map(Object.entries(value)).get(field)
  return typeof found === 'string' && found !== '' ? found : null
}

const numberAt = (value: unknown): number | null => {
  if (typeof value !== 'object' || value === null) return null
  const found = new Map(Object.entries(value)).get('number')
  return typeof found === 'number' ? found : null
}

/** A bare number says nothing: of what it is one. */
const numbered = (action: string, number: string, language: Language): string =>
  action.includes('rule') ? compareWords[language].rule(number) : compareWords[language].condition(number)

/** What an entry was about: the name it carries and the codes of the path; ids only when there is nothing better. */
export function tellSubject({ action, subject, params, body, answer }: AuditEntry, language: Language): string {
  const fields = language === 'zh' ? ['name', 'title'] : ['nameEn', 'titleEn', 'name', 'title']
  const named = fields.flatMap((field) => textAt(body, field) ?? textAt(answer, field) ?? [])[0]
  const codes = Object.entries(typeof params === 'object' && params !== null ? params : {})
    .filter(([, value]) => !ID.test(String(value)))
    .map(([name, value]) => (name === 'number' ? numbered(action, String(value), language) : String(value)))
  const version = VERSIONED.has(action) ? numberAt(answer) : null
  if (version !== null) return versionWords[language].version(version)
  const told = [...codes, ...(named === undefined ? [] : [named])]
  return told.length > 0 ? told.join(' · ') : subject.slice(0, 8)
}
