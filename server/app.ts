import { casesRoutes } from '#cases/routes.ts'
import { casePageRoutes } from '#cases/routes-case-page.ts'
import { noticeRoutes } from '#cases/routes-notices.ts'
import { overviewRoutes } from '#cases/routes-overview.ts'
import { photoRoutes } from '#cases/routes-photos.ts'
import { registerRoutes } from '#cases/routes-registers.ts'
import { tileRoutes } from '#cases/routes-tiles.ts'
import { unitRoutes } from '#cases/routes-units.ts'
import { catalogueRoutes } from '#catalogue/routes.ts'
import { fieldRoutes } from '#field/routes.ts'
import { patrolRoutes } from '#field/routes-patrol.ts'
import { uploadRoutes } from '#field/routes-uploads.ts'
import { ownKeyRoutes } from '#identity/routes-keys.ts'
import { channelsOf } from '#messages/outlets.ts'
import { type MessageParts, messageRoutes } from '#messages/routes.ts'
import { organisationRoutes } from '#organisation/routes.ts'
import { NO_MESSAGES } from '#platform/message-config.ts'
import type { AnyRoute } from '#platform/route.ts'
import type { PortalParts } from '#portal/parts.ts'
import { portalRoutes } from '#portal/routes.ts'
import { searchRoutes } from '#search/routes.ts'

/** Every capability's routes, the one list. What needs the settings (sessions, streams, about, QR codes) is added by main.ts. */
export const routesWith = (parts: MessageParts & Pick<PortalParts, 'secrets'>): readonly AnyRoute[] => [
  ...ownKeyRoutes,
  ...organisationRoutes,
  ...catalogueRoutes,
  ...casesRoutes,
  ...casePageRoutes,
  ...noticeRoutes,
  ...photoRoutes,
  ...overviewRoutes,
  ...tileRoutes,
  ...registerRoutes,
  ...unitRoutes,
  ...messageRoutes(parts),
  ...fieldRoutes,
  ...patrolRoutes,
  ...uploadRoutes,
  ...searchRoutes,
  ...portalRoutes({ secrets: parts.secrets, channels: channelsOf(parts.messages) }),
]

const noKey = (): never => {
  throw new Error('this list is for reading: it holds no key')
}

/** The same for whoever reads the list and serves nothing from it. */
export const routes: readonly AnyRoute[] = routesWith({ messages: NO_MESSAGES, secrets: { seal: noKey, open: noKey, digest: noKey } })
