import { useSearchParams } from 'react-router'
import { type ListedVersion, useDifference, useDuties, useVersionRules, useVersionTypes } from '#web/console/catalogue/api.ts'
import { dutyName } from '#web/console/catalogue/version/rule-text.tsx'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { type ChangeKind, KINDS, listChanges, listUnchanged, PARTS, type Part } from './changes.ts'
import { compareWords } from './words.ts'

const oneOf = <Text extends string>(texts: readonly Text[], given: string | null): Text | null =>
  texts.find((text) => text === given) ?? null

/** Which two versions and which changes, from the address; the newest and what it is compared with unless it says. */
export function useChoice(versions: readonly ListedVersion[]) {
  const [parameters, setParameters] = useSearchParams()
  const latest = versions.find(({ comparedWith }) => comparedWith !== null)
  const to = parameters.get('to') ?? latest?.id
  const from = parameters.get('from') ?? versions.find(({ id }) => id === to)?.comparedWith ?? undefined
  const choose = (next: Readonly<Record<string, string | null>>): void =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries({ from: from ?? null, to: to ?? null, ...next }))
          if (value === null) after.delete(name)
          else after.set(name, value)
        return after
      },
      { replace: true },
    )
  return { from, to, part: oneOf<Part>(PARTS, parameters.get('part')), kind: oneOf<ChangeKind>(KINDS, parameters.get('kind')), choose }
}

/** The changes between two versions in words, and what stayed. */
export function useComparison(from: string | undefined, to: string | undefined) {
  const language = useLanguage()
  const words = useWords(compareWords)
  const difference = useDifference(from, to)
  const types = useVersionTypes(to)
  const rules = useVersionRules(to)
  const duties = useDuties().data ?? []
  const retry = (): void => void Promise.all([difference.refetch(), types.refetch(), rules.refetch()])
  const error = difference.error ?? types.error ?? rules.error
  if (!difference.data || !types.data || !rules.data) return { error, retry, data: undefined }
  const reading = { language, dutyName: (code: string) => dutyName(code, duties, language), limitName: words.limit }
  const keys = {
    types: types.data.types.map(({ code }) => code),
    conditions: types.data.types.flatMap(({ code, conditions }) => conditions.map(({ number }) => `${code}#${number}`)),
    rules: rules.data.map(({ number }) => String(number)),
  }
  const unchanged = (part: Part) => listUnchanged(keys[part], difference.data[part], part)
  return {
    error,
    retry,
    data: {
      changes: listChanges(difference.data, types.data.types, reading),
      names: difference.data.names,
      unchanged: { types: unchanged('types'), conditions: unchanged('conditions'), rules: unchanged('rules') },
    },
  }
}
