import { useRouteError } from 'react-router'
import { Failure } from '#web/shared/states/states.tsx'

/** What a page shows in its place when drawing it failed; the rest of the console goes on. */
export function PageFailure() {
  return <Failure error={useRouteError()} retry={() => window.location.reload()} />
}
