import { Redirect, Route, Switch } from 'wouter'
import type { WhoAmI } from '#identity/contract.ts'
import { OutboxPage } from '#web/field/outbox/outbox-page.tsx'
import { ReportPage } from '#web/field/report/report-page.tsx'
import type { FieldDatabase } from '#web/field/store/database.ts'
import { TasksPage } from '#web/field/tasks/tasks-page.tsx'
import { FieldProvider } from './field.ts'
import { LaterPage } from './later-page.tsx'
import { LATER } from './later-pages.ts'
import { Lines } from './lines.tsx'
import { OutboxLine } from './outbox-line.tsx'
import type { FieldSession } from './session.ts'
import { Tabs } from './tabs.tsx'
import { useFieldState } from './use-field-state.ts'
import { Walker } from './walker.tsx'

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
        <Switch>
          <Route path="/" component={TasksPage} />
          <Route path="/map">
            <LaterPage of={LATER.map} />
          </Route>
          <Route path="/tasks/:id">
            <LaterPage of={LATER.task} />
          </Route>
          <Route path="/tasks/:id/:action">
            <LaterPage of={LATER.step} />
          </Route>
          <Route path="/report" component={ReportPage} />
          <Route path="/report/place">
            <LaterPage of={LATER.place} />
          </Route>
          <Route path="/me">
            <LaterPage of={LATER.me} session={session} />
          </Route>
          <Route path="/outbox" component={OutboxPage} />
          <Route path="/outbox/:seq">
            <LaterPage of={LATER.item} />
          </Route>
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </main>
      <Tabs />
    </FieldProvider>
  )
}
