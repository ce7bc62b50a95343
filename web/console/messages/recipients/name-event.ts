import { ACTION_NAMES, ruleOf } from '#cases/lifecycle.ts'
import type { Language } from '#web/shared/language/language.ts'

const ACTIONS = new Map(ACTION_NAMES.map((action) => [`case.${action}`, ruleOf(action)]))

/** What an event is called: the step of the case that it tells of. */
export const nameEvent = (topic: string, language: Language): string => ACTIONS.get(topic)?.[language] ?? topic
