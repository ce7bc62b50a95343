import type { QueryClient } from '@tanstack/react-query'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { divisionSeen } from '#web/console/organisation/api.ts'

/** The community of a grid: a grid's code begins with it, so it is the longest division code that the grid's begins with. */
export async function communityOf(client: QueryClient, gridCode: string): Promise<string | null> {
  for (let length = gridCode.length - 1; length > 0; length--) {
    const code = gridCode.slice(0, length)
    const found = await client.fetchQuery({ ...divisionSeen(code), retry: false, staleTime: 600_000 }).catch(() => null)
    if (found?.current) return code
  }
  return null
}

export function useCommunityOf(gridCode: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['organisation', 'community-of', gridCode],
    queryFn: () => communityOf(client, gridCode),
    staleTime: 600_000,
  })
}
