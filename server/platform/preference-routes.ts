import type { Actor } from '#platform/actor.ts'
import {
  PREFERENCE_KEYS,
  PREFERENCES,
  type PreferenceKey,
  type Preferences,
  PreferencesAnswer,
  preferenceInput,
} from '#platform/contract-preferences.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { listPreferences, setPreference } from '#platform/queries-preferences.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'session'

function personOf({ personId }: Actor): string {
  if (personId === null) throw httpProblems.sessionRequired()
  return personId
}

const isKey = (key: string): key is PreferenceKey => Object.hasOwn(PREFERENCES, key)

/** What the person has set; what an older version wrote and this one does not know is as if it were not set. */
async function readPreferences(tx: Db, actor: Actor): Promise<Preferences> {
  const rows = await listPreferences(tx, actor.cityId, personOf(actor))
  const known = rows.filter(({ key, value }) => isKey(key) && PREFERENCES[key].safeParse(value).success)
  return PreferencesAnswer.parse(Object.fromEntries(known.map(({ key, value }) => [key, value])))
}

/** One route a key, so that each has its own contract; putting the same twice is putting it once. */
const settingRoute = (key: PreferenceKey): AnyRoute =>
  route({
    method: 'PUT',
    path: `/api/preferences/${key}`,
    permission: 'signed-in',
    summary: { zh: `保存个人设置：${key}`, en: `Keep my preference: ${key}` },
    tag,
    body: preferenceInput(key),
    answer: PreferencesAnswer,
    handle: async ({ tx, actor, body }) => {
      await setPreference(tx, actor.cityId, personOf(actor), key, body.value, actor.at)
      return readPreferences(tx, actor)
    },
  })

/** What each person set for themselves: language, theme, workbench, saved filters. */
export const preferenceRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/preferences',
    permission: 'signed-in',
    summary: { zh: '我的个人设置', en: 'My preferences' },
    tag,
    answer: PreferencesAnswer,
    handle: ({ tx, actor }) => readPreferences(tx, actor),
  }),
  ...PREFERENCE_KEYS.map(settingRoute),
]
