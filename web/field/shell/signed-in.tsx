import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { WhoAmI } from '#identity/contract.ts'
import { OutboxPage } from '#web/field/outbox/outbox-page.tsx'
import { ReportPage } from '#web/field/report/report-page.tsx'
import type { FieldDatabase } from '#web/field/store/database.ts'
import { TasksPage } from '#web/field/tasks/tasks-page.tsx'
import { FieldProvider } from './field.ts'
import { Lines } from './lines.tsx'
import { OutboxLine } from './outbox-line.tsx'
import type { FieldSession } from './session.ts'
import { Tabs } from './tabs.tsx'
import { useFieldState } from './use-field-state.ts'
import { Walker } from './walker.tsx'

const MePage = lazy(() => import('#web/field/me/me-page.tsx'))
const TaskPage = lazy(() => import('#web/field/tasks/task-page.tsx'))
const StepPage = lazy(() => import('#web/field/tasks/step-page.tsx'))
const MapPage = lazy(() => import('#web/field/map/map-page.tsx'))
const PlacePage = lazy(() => import('#web/field/report/place-page.tsx'))
const ItemPage = lazy(() => import('#web/field/outbox/item-page.tsx'))

interface SignedInProps {
  readonly db: FieldDatabase
  readonly session: FieldSession
  readonly me: WhoAmI
}

/** The app of one person in one post. */
export function SignedIn({ db, session, me }: SignedInProps) {
  const field = useFieldState(db, session, me)
  return (
    <FieldProvider value={field}>
      <Walker />
      <OutboxLine />
      <Lines session={session} />
      <main className="page">
        <Suspense fallback={null}>
          <Routes>
            <Route index element={<TasksPage />} />
            <Route path="map" element={<MapPage />} />
            <Route path="tasks/:id" element={<TaskPage />} />
            <Route path="tasks/:id/:action" element={<StepPage />} />
            <Route path="report" element={<ReportPage />} />
            <Route path="report/place" element={<PlacePage />} />
            <Route path="me" element={<MePage session={session} />} />
            <Route path="outbox" element={<OutboxPage />} />
            <Route path="outbox/:seq" element={<ItemPage />} />
            <Route path="*" element={<Navigate to="/" replace />} />
          </Routes>
        </Suspense>
      </main>
      <Tabs />
    </FieldProvider>
  )
}
