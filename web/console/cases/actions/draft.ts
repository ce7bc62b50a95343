import { useMemo } from 'react'
import type { PersonAction } from '#cases/contract.ts'
import { useMe } from '#web/shared/session/session.tsx'

type Texts = Readonly<Record<string, string>>

export interface Draft {
  readonly texts: Texts
  readonly keep: (values: Readonly<Record<string, unknown>>) => void
  readonly drop: () => void
}

function read(key: string): Texts {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Texts) : {}
  } catch {
    return {}
  }
}

function write(key: string, texts: Texts): void {
  try {
    if (Object.keys(texts).length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(texts))
  } catch {
    // No room or not allowed: then the text lives as long as the form.
  }
}

/**
 * What was typed into a form, kept in this tab until it is sent: closing the form or reloading the page loses nothing. Not beyond the tab,
 * for several people share a desk.
 */
export function useDraft(caseId: string, action: PersonAction): Draft {
  const { personId } = useMe()
  const key = `wangge.draft.${personId}.${caseId}.${action}`
  return useMemo(
    () => ({
      texts: read(key),
      keep: (values) =>
        write(
          key,
          Object.fromEntries(
            Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
          ),
        ),
      drop: () => write(key, {}),
    }),
    [key],
  )
}
