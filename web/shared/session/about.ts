import { useQuery } from '@tanstack/react-query'
import { get } from '#web/shared/api/client.ts'
import type { Bilingual } from '#web/shared/language/language.ts'

/** GET /api/about. */
export interface About {
  readonly version: string
  readonly engine: 'embedded' | 'server'
  readonly notice: Bilingual | null
  readonly city: { readonly id: string; readonly name: string; readonly nameEn: string; readonly isDemo: boolean } | null
  readonly demoAccounts: readonly {
    readonly login: string
    readonly password: string
    readonly title: string
    readonly titleEn: string
    readonly can: string
    readonly canEn: string
  }[]
  /** What the directory people may sign in through is called. */
  readonly directorySignIn: Bilingual | null
  readonly baseMap?: { readonly kind: 'raster' | 'style'; readonly url: string; readonly attribution: string } | null
}

/** What runs here, for anybody. */
export const useAbout = () =>
  useQuery({ queryKey: ['about'], queryFn: () => get<About>('/api/about'), staleTime: Number.POSITIVE_INFINITY })
