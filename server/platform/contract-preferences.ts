import { z } from 'zod'
import { identifier } from '#platform/contract-identifier.ts'

const column = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,39}$/, '须为列的名称 / the name of a column')
const unrepeated = <Row extends { id: string }>(rows: readonly Row[]): boolean => new Set(rows.map(({ id }) => id)).size === rows.length

/** A filter kept under a name; `query` is what stands behind the question mark of the list's address. */
const savedFilter = z.object({ id: identifier, name: z.string().trim().min(1).max(60), query: z.string().max(2000) })

/** Everything a person may set for themselves, and what each may hold. What is not set is the page's own choice. */
export const PREFERENCES = {
  language: z.enum(['zh', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  workbench: z.object({ columns: z.array(column).max(40), density: z.enum(['comfortable', 'compact']) }),
  'saved-filters': z.array(savedFilter).max(50).refine(unrepeated, '编号重复 / the same id twice'),
} as const
export type PreferenceKey = keyof typeof PREFERENCES
export const PREFERENCE_KEYS = Object.keys(PREFERENCES) as readonly PreferenceKey[]

/** What a person has set; a key never set is left out. */
export const PreferencesAnswer = z.object(PREFERENCES).partial()
export type Preferences = z.output<typeof PreferencesAnswer>

export const preferenceInput = <Key extends PreferenceKey>(key: Key) => z.object({ value: PREFERENCES[key] })
