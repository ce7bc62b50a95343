import { z } from 'zod'
import { type ActorDirectory, DemoAccount } from '#platform/actor-directory.ts'
import type { BaseMap } from '#platform/base-map.ts'
import type { Database } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'
import { type AnyRoute, route } from '#platform/route.ts'

export interface AboutParts {
  readonly version: string
  readonly engine: Database['engine']
  readonly directory: ActorDirectory
  readonly baseMap: BaseMap | null
  /** What the directory people may sign in through is called; null when there is none. */
  readonly directorySignIn: Bilingual | null
}

export const TRIAL_NOTICE = {
  zh: '试用数据库：正式使用请换 PostgreSQL',
  en: 'Trial database: use PostgreSQL for real work',
}

const about = z.object({
  product: z.literal('wangge'),
  version: z.string(),
  engine: z.enum(['embedded', 'server']),
  notice: z.object({ zh: z.string(), en: z.string() }).nullable(),
  city: z.object({ id: z.string(), name: z.string(), nameEn: z.string(), isDemo: z.boolean() }).nullable(),
  demoAccounts: z.array(DemoAccount),
  directorySignIn: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** The operator's outside map, drawn under our own tiles. */
  baseMap: z.object({ kind: z.enum(['raster', 'style']), url: z.string(), attribution: z.string() }).nullable(),
})

/** What runs here, for anybody; the accounts are those of a demo city and nobody else's. */
export const aboutRoutes = ({ version, engine, directory, baseMap, directorySignIn }: AboutParts): readonly AnyRoute[] => [
  route({
    method: 'GET',
    path: '/api/about',
    permission: 'public',
    summary: { zh: '版本、数据库与城市；演示城市附演示账号', en: 'Version, database and city; of a demo city, its accounts' },
    tag: 'about',
    answer: about,
    handle: async ({ tx, actor }) => {
      const city = await directory.describeCity(tx, actor.cityId)
      return {
        product: 'wangge' as const,
        version,
        engine,
        notice: engine === 'embedded' ? TRIAL_NOTICE : null,
        city: city ? { id: actor.cityId, name: city.name, nameEn: city.nameEn, isDemo: city.isDemo } : null,
        demoAccounts: [...(city?.demoAccounts ?? [])],
        directorySignIn,
        baseMap,
      }
    },
  }),
]
