import { createBrowserRouter, Navigate } from 'react-router'
import { type ConsolePage, PAGES } from './pages.ts'
import { Administration, AdministrationStart } from './shell/administration/administration.tsx'
import { ADMINISTRATION } from './shell/administration/administration-pages.ts'
import { NotFound } from './shell/not-found.tsx'
import { PageFailure } from './shell/page-failure.tsx'
import { PageGate } from './shell/page-gate.tsx'
import { Shell } from './shell/shell.tsx'

// A page below the administration's address stands in its frame, in the menu or not.
const isAdministration = ({ path }: ConsolePage): boolean => path.startsWith(`${ADMINISTRATION}/`)
const routeOf = (page: ConsolePage) => ({ path: page.path, element: <PageGate page={page} />, errorElement: <PageFailure /> })

/** Each page is a chunk of its own, fetched when it is first opened. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <PageFailure />,
    children: [
      { index: true, element: <Navigate to="/workbench" replace /> },
      ...PAGES.filter((page) => !isAdministration(page)).map(routeOf),
      {
        element: <Administration />,
        children: [{ path: ADMINISTRATION, element: <AdministrationStart /> }, ...PAGES.filter(isAdministration).map(routeOf)],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
])
