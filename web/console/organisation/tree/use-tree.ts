import { type QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { cityDivisions, divisionSeen, divisionsBelow, gridsBelow, zonesQuery } from '#web/console/organisation/api.ts'
import { divisionLine, gridLine, keyOf, type Place, placeOf, type TreeLine, ZONES, zoneLine } from './node.ts'
import { communityOf } from './use-community-of.ts'

const isCommunity = async (client: QueryClient, code: string): Promise<boolean> =>
  (await client.fetchQuery({ ...divisionSeen(code), staleTime: 600_000 })).current?.level === 'community'

/** What lies directly below a line, divisions before grids. */
const linesBelow = (client: QueryClient, key: string) => {
  const place = placeOf(key)
  return {
    queryKey: ['organisation', 'tree', key],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly TreeLine[]> => {
      if (place === null) return []
      if (place.kind === 'zones') return (await client.fetchQuery(zonesQuery)).items.map(zoneLine)
      const divisions = await divisionsBelow(place.code).queryFn({ signal })
      const lines = divisions.map(divisionLine)
      if (!(await isCommunity(client, place.code))) return lines
      const grids = await Promise.all((['management', 'unit'] as const).map((kind) => gridsBelow(place.code, kind).queryFn({ signal })))
      return [...grids.flatMap(({ features }) => features.map(({ properties }) => gridLine(properties))), ...lines]
    },
  }
}

/** The keys of everything above a place, widest first. */
async function keysAbove(client: QueryClient, place: Place): Promise<string[]> {
  if (place.kind === 'zone') return [ZONES]
  const keys: string[] = []
  let above: string | null | undefined
  if (place.kind === 'division') above = (await client.fetchQuery(divisionSeen(place.code))).current?.parentCode
  else above = await communityOf(client, place.code)
  while (above) {
    keys.unshift(keyOf({ kind: 'division', code: above }))
    above = (await client.fetchQuery({ ...divisionSeen(above), staleTime: 600_000 })).current?.parentCode
  }
  return keys
}

export interface OrganisationTree {
  readonly lines: readonly TreeLine[]
  readonly expanded: readonly string[]
  readonly expand: (keys: readonly string[]) => void
  readonly pending: boolean
  readonly error: unknown
  readonly retry: () => void
}

/** The tree as far as it is opened: each line reads what lies below when it is first opened, and again when something was changed. */
export function useTree(selected: Place | null, zonesName: string): OrganisationTree {
  const client = useQueryClient()
  const city = useQuery(cityDivisions)
  const [expanded, setExpanded] = useState<readonly string[]>([])
  const top = city.data?.map(divisionLine) ?? []
  const opened = useQueries({ queries: expanded.map((key) => linesBelow(client, key)) })
  const below = new Map(expanded.map((key, index) => [key, opened[index]]))
  const selectedKey = selected && keyOf(selected)
  const first = top[0]?.key
  useEffect(() => {
    if (first !== undefined) setExpanded((keys) => (keys.length === 0 ? [first] : keys))
  }, [first])
  useEffect(() => {
    const place = placeOf(selectedKey)
    if (place === null || place.kind === 'zones') return
    void keysAbove(client, place).then(
      (keys) => setExpanded((before) => [...new Set([...before, ...keys])]),
      () => {},
    )
  }, [client, selectedKey])
  const grow = (line: TreeLine): TreeLine => {
    const found = below.get(line.key)
    if (line.isLeaf || found === undefined) return line
    if (found.data) return { ...line, children: found.data.map(grow) }
    return {
      ...line,
      children: [{ key: `${found.isError ? 'failed' : 'reading'}|${line.key}`, name: '', nameEn: null, more: '', isLeaf: true }],
    }
  }
  const zones: TreeLine = { key: ZONES, name: zonesName, nameEn: zonesName, more: '', isLeaf: false }
  return {
    lines: top.length === 0 ? [] : [...top, zones].map(grow),
    expanded,
    expand: setExpanded,
    pending: city.isPending,
    error: city.error,
    retry: () => void city.refetch(),
  }
}
