import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { TypesAnswer, VersionList } from '#catalogue/contract.ts'
import { get } from '#web/shared/api/client.ts'

export type Types = z.output<typeof TypesAnswer>
export type ProblemType = Types['types'][number]
export type FilingCondition = ProblemType['conditions'][number]

/** The catalogue of one version by its number: a case keeps the one it was judged by. */
async function typesOf(number: number, signal: AbortSignal): Promise<Types> {
  const { versions } = await get<z.output<typeof VersionList>>('/api/catalogue/versions', undefined, signal)
  const version = versions.find((each) => each.number === number)
  return get<Types>('/api/catalogue/types', { versionId: version?.id }, signal)
}

/** Problem types with their filing conditions: of the version in force, or of the one with this number. */
export const useTypes = (version: number | null = null) =>
  useQuery({
    queryKey: ['catalogue', 'types', version],
    queryFn: ({ signal }) => (version === null ? get<Types>('/api/catalogue/in-force', undefined, signal) : typesOf(version, signal)),
    staleTime: 300_000,
  })
