import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { TypesAnswer } from '#catalogue/contract.ts'
import { get } from '#web/shared/api/client.ts'
import { useLanguage } from '#web/shared/language/language.ts'
import { useSession } from '#web/shared/session/session.tsx'

type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>

async function readNames(signal: AbortSignal): Promise<Names> {
  const { types } = await get<z.output<typeof TypesAnswer>>('/api/catalogue/in-force', undefined, signal)
  return new Map(types.map(({ code, name, nameEn }) => [code, { zh: name, en: nameEn }]))
}

/** Names of problem types by code, from the catalogue in force; null for what it does not hold. */
export function useTypeName(): (code: string | null) => string | null {
  const language = useLanguage()
  const mayRead = useSession().me?.permissions.has('catalogue.read') ?? false
  const { data } = useQuery({
    queryKey: ['catalogue', 'type-names'],
    queryFn: ({ signal }) => readNames(signal),
    enabled: mayRead,
    staleTime: 3_600_000,
  })
  return (code) => (code === null ? null : (data?.get(code)?.[language] ?? null))
}
