import { QueryClientProvider } from '@tanstack/react-query'
import { makeQueryClient } from '#web/shared/api/query-client.ts'
import { SessionProvider } from '#web/shared/session/session.tsx'
import { Theme } from '#web/shared/theme/theme.tsx'
import { Gate } from './gate.tsx'
import { Restarting } from './restarting.tsx'
import { useNewVersion } from './use-new-version.ts'

const client = makeQueryClient()

/** The screen on the wall: always dark, and left to itself for weeks. */
export function Screen() {
  useNewVersion()
  return (
    <QueryClientProvider client={client}>
      <Theme only="dark">
        <Restarting>
          <SessionProvider>
            <Gate />
          </SessionProvider>
        </Restarting>
      </Theme>
    </QueryClientProvider>
  )
}
