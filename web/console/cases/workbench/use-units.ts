import { useQuery } from '@tanstack/react-query'
import { readUnits } from '#web/console/cases/api-lists.ts'

/** Units above the community, which are those one looks for by name; a community's own work is found by its place. */
export const useUnits = (enabled = true) =>
  useQuery({
    queryKey: ['units', 'down-to-street'],
    queryFn: async ({ signal }) =>
      (await Promise.all((['city', 'district', 'street'] as const).map((level) => readUnits({ level }, signal)))).flat(),
    enabled,
    staleTime: 600_000,
  })
