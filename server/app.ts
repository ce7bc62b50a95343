import { casesRoutes } from '#cases/routes.ts'
import { photoRoutes } from '#cases/routes-photos.ts'
import { registerRoutes } from '#cases/routes-registers.ts'
import { tileRoutes } from '#cases/routes-tiles.ts'
import { catalogueRoutes } from '#catalogue/routes.ts'
import { organisationRoutes } from '#organisation/routes.ts'
import type { AnyRoute } from '#platform/route.ts'

/** Every capability's routes, the one list. What the platform itself serves (sessions, streams, about) is added by main.ts. */
export const routes: readonly AnyRoute[] = [
  ...organisationRoutes,
  ...catalogueRoutes,
  ...casesRoutes,
  ...photoRoutes,
  ...tileRoutes,
  ...registerRoutes,
]
