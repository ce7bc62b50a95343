import { useMemo } from 'react'
import { rankTypes } from '#catalogue/type-search.ts'
import { useDivisions, useTypes } from '#web/console/cases/queue/names.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { useUnits } from './use-units.ts'
import { workbenchWords } from './words.ts'

interface Named {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}
/** Found by either language's name and by the code. */
const foundBy = ({ code, name, nameEn }: Named): string => `${name} ${nameEn ?? ''} ${code}`.toLowerCase()

function useLabel(): (named: Named) => string {
  const language = useLanguage()
  return ({ name, nameEn }) => (language === 'zh' ? name : (nameEn ?? name))
}

/** Types in force that what is typed finds, best first: by name, pinyin, code or the words of a filing condition, as everywhere. */
export function useTypeOptions(typed: string) {
  const { data, isPending } = useTypes()
  const label = useLabel()
  const found = useMemo(() => rankTypes(data ?? [], typed), [data, typed])
  return { options: found.map((type) => ({ value: type.code, label: label(type), found: '' })), loading: isPending }
}

/** Districts and streets of the post's own areas. */
export function usePlaceOptions() {
  const { areas } = useMe()
  const { data, isPending } = useDivisions()
  const label = useLabel()
  const options = useMemo(() => {
    const within = (data ?? []).filter(({ code }) => areas.some((area) => code.startsWith(area)))
    return [...within].sort((a, b) => (a.code < b.code ? -1 : 1))
  }, [data, areas])
  const nameOf = (code: string | null): string => {
    const parent = data?.find((each) => each.code === code)
    return parent ? `${label(parent)} · ` : ''
  }
  return {
    options: options.map((division) => ({
      value: division.code,
      label: division.level === 'street' ? `${nameOf(division.parentCode)}${label(division)}` : label(division),
      found: foundBy(division),
    })),
    loading: isPending,
  }
}

/** Nobody and one's own unit first, then every unit down to the street that serves the post's areas. */
export function useUnitOptions() {
  const { areas, unitId } = useMe()
  const words = useWords(workbenchWords)
  const { data, isPending } = useUnits()
  const label = useLabel()
  const near = (code: string): boolean => areas.some((area) => code.startsWith(area) || area.startsWith(code))
  const units = (data ?? []).filter((unit) => unit.id !== unitId && near(unit.areaCode))
  return {
    options: [
      { value: 'none', label: words.nobody, found: words.nobody.toLowerCase() },
      ...(unitId === null ? [] : [{ value: unitId, label: words.myUnit, found: words.myUnit.toLowerCase() }]),
      ...units.map((unit) => ({ value: unit.id, label: label(unit), found: foundBy(unit) })),
    ],
    loading: isPending,
  }
}
