import { later } from './later-page.tsx'

/** Pages that are no part of the first load. */
export const LATER = {
  me: later(() => import('#web/field/me/me-page.tsx')),
  task: later(() => import('#web/field/tasks/task-page.tsx')),
  step: later(() => import('#web/field/tasks/step-page.tsx')),
  map: later(() => import('#web/field/map/map-page.tsx')),
  place: later(() => import('#web/field/report/place-page.tsx')),
  item: later(() => import('#web/field/outbox/item-page.tsx')),
} as const

/** Fetches them before anybody asks: the line may be gone by then, and the service worker not there yet. */
export function fetchLaterPages(): void {
  for (const { fetchPage } of Object.values(LATER)) fetchPage().catch(() => {})
}
