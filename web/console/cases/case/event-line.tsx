import { tellEvent } from '#cases/tell-event.ts'
import type { Case, CaseEventLine } from '#web/console/cases/api.ts'
import { type Language, useLanguage } from '#web/shared/language/language.ts'
import { CITY_TIME_ZONE, useMoments } from '#web/shared/time/moment.ts'
import { caseWords } from './words.ts'

/** What only residents do without a post: whoever reports or rates is never told of. */
const OF_RESIDENTS: readonly CaseEventLine['action'][] = ['report', 'rate']

/** Who did it: unit and post, with the person's name for those who may know it; a resident, or the system, where no post did. */
export function doerOf(
  { action, unit, unitEn, post, postEn, person }: CaseEventLine,
  language: Language,
  words: { readonly system: string; readonly resident: string },
): string {
  const parts = language === 'zh' ? [unit, post, person] : [unitEn ?? unit, postEn ?? post, person]
  return parts.filter((part) => part !== null).join(' ') || (OF_RESIDENTS.includes(action) ? words.resident : words.system)
}

/** One step in one line: when, who, what. */
export function EventLine({ event, named }: { readonly event: CaseEventLine; readonly named: Case['named'] }) {
  const language = useLanguage()
  const { moment } = useMoments()
  const told = tellEvent(event, language, named, CITY_TIME_ZONE)
  return <>{`${moment(event.at)} ${doerOf(event, language, caseWords[language])}${caseWords[language].colon}${told.join(' ')}`}</>
}
