import { lazy } from 'react'

/** Pages that are no part of the first load. */
const load = {
  me: () => import('#web/field/me/me-page.tsx'),
  task: () => import('#web/field/tasks/task-page.tsx'),
  step: () => import('#web/field/tasks/step-page.tsx'),
  map: () => import('#web/field/map/map-page.tsx'),
  place: () => import('#web/field/report/place-page.tsx'),
  item: () => import('#web/field/outbox/item-page.tsx'),
} as const

export const MePage = lazy(load.me)
export const TaskPage = lazy(load.task)
export const StepPage = lazy(load.step)
export const MapPage = lazy(load.map)
export const PlacePage = lazy(load.place)
export const ItemPage = lazy(load.item)

/** Fetches them before anybody asks: the line may be gone by then, and the service worker not there yet. */
export function fetchLaterPages(): void {
  for (const fetchPage of Object.values(load)) fetchPage().catch(() => {})
}
