import { type PendingKind, STAGE_NAMES, type Stage } from '#cases/lifecycle.ts'
import { CHANNEL_NAMES, type Channel, LEVEL_NAMES, LIGHT_NAMES, PENDING_NAMES } from '#cases/words.ts'
import type { Light } from '#catalogue/time-limit.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import type { Level } from '#platform/actor.ts'
import { usePlaceName, useTypes } from '#web/console/cases/queue/names.ts'
import { type FilterField, type QueueFilter, valuesOf } from '#web/console/cases/queue/queue-filter.ts'
import { type Bilingual, listed, useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { useMoments } from '#web/shared/time/moment.ts'
import { useUnits } from './use-units.ts'
import { workbenchWords } from './words.ts'

const SAID: Readonly<Partial<Record<FilterField, (value: string) => Bilingual | undefined>>> = {
  stage: (value) => STAGE_NAMES[value as Stage],
  pendingKind: (value) => PENDING_NAMES[value as PendingKind],
  channel: (value) => CHANNEL_NAMES[value as Channel],
  loopLevel: (value) => LEVEL_NAMES[value as Level],
  light: (value) => LIGHT_NAMES[value as Light],
  urgency: (value) => URGENCY_NAMES[value as keyof typeof URGENCY_NAMES],
}

/** Each value of a filter in the reader's words; a name not read yet stands as its code. */
export function useFilterText(filter: QueueFilter): (field: FilterField) => string {
  const say = useSay()
  const me = useMe()
  const language = useLanguage()
  const words = useWords(workbenchWords)
  const placeName = usePlaceName()
  const { full } = useMoments()
  const { data: types } = useTypes(filter.typeCode !== undefined)
  const { data: units } = useUnits(filter.unitId !== undefined && filter.unitId !== 'none' && filter.unitId !== me.unitId)
  const typeName = (code: string): string => {
    const type = types?.find((each) => each.code === code)
    return type ? (language === 'zh' ? type.name : type.nameEn) : code
  }
  const unitName = (id: string): string => {
    if (id === 'none') return words.nobody
    if (id === me.unitId) return words.myUnit
    const unit = units?.find((each) => each.id === id)
    return unit ? (language === 'zh' ? unit.name : (unit.nameEn ?? unit.name)) : '…'
  }
  const OWN: Readonly<Partial<Record<FilterField, (value: string) => string>>> = {
    typeCode: typeName,
    unitId: unitName,
    placeCode: (code) => placeName(code) || code,
    reportedFrom: full,
    reportedTo: full,
    listed: (value) => (value === 'true' ? words.yes : words.no),
  }
  const one = (field: FilterField, value: string): string => {
    const bilingual = SAID[field]?.(value)
    return bilingual ? say(bilingual) : (OWN[field]?.(value) ?? value)
  }
  return (field) =>
    listed(
      valuesOf(filter, field).map((value) => one(field, value)),
      language,
    )
}
