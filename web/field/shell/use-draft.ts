import { useEffect, useState } from 'react'
import { beginDraft, changeDraft } from '#web/field/store/drafts.ts'
import { useField } from './field.ts'
import { useLive } from './use-live.ts'

/**
 * A form that outlives the browser: every change is kept at once, for a cheap phone ends the browser when its camera opens. Undefined while it is read
 * and after it was sent.
 */
export function useDraft<Fields extends object>(
  key: string,
  blank: Fields,
): readonly [Fields | undefined, (changes: Partial<Fields>) => void] {
  const { db } = useField()
  // What was just typed stands before it is written down: a text that waited for the database would tear Chinese input apart.
  const [typed, setTyped] = useState<Partial<Fields>>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: a blank form is made once
  useEffect(() => void beginDraft(db, key, blank, Date.now()), [db, key])
  const draft = useLive(() => db.drafts.get(key), key)
  const fields = draft && ({ ...blank, ...draft.fields, ...typed } as Fields)
  const change = (changes: Partial<Fields>): void => {
    setTyped((before) => ({ ...before, ...changes }))
    void changeDraft(db, key, changes, Date.now())
  }
  return [fields, change]
}
