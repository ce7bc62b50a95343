import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp } from 'antd'
import { RouterProvider } from 'react-router'
import { makeQueryClient } from '#web/shared/api/query-client.ts'
import { SessionProvider } from '#web/shared/session/session.tsx'
import { Theme } from '#web/shared/theme/theme.tsx'
import { router } from './router.tsx'

const client = makeQueryClient()

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Theme>
        <AntdApp style={{ height: '100%' }} message={{ maxCount: 3 }} notification={{ maxCount: 3 }}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </AntdApp>
      </Theme>
    </QueryClientProvider>
  )
}
