import { createBrowserRouter, Navigate } from 'react-router'
import { PAGES } from './pages.ts'
import { NotFound } from './shell/not-found.tsx'
import { PageFailure } from './shell/page-failure.tsx'
import { PageGate } from './shell/page-gate.tsx'
import { Shell } from './shell/shell.tsx'

/** Each page is a chunk of its own, fetched when it is first opened. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <PageFailure />,
    children: [
      { index: true, element: <Navigate to="/workbench" replace /> },
      ...PAGES.map((page) => ({ path: page.path, element: <PageGate page={page} />, errorElement: <PageFailure /> })),
      { path: '*', element: <NotFound /> },
    ],
  },
])
