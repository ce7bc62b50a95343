import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { UnitAnswer, UnitPage } from '#organisation/contract-people.ts'
import { codeAtLevel, STANDARD_CODE_LENGTHS } from '#organisation/place-code.ts'
import { compareLevels, LEVELS, type Level } from '#platform/actor.ts'
import type { Case } from '#web/console/cases/api.ts'
import { get } from '#web/shared/api/client.ts'
import { useMe } from '#web/shared/session/session.tsx'

export type Unit = z.output<typeof UnitAnswer>
type Place = Pick<Case, 'placeCode' | 'zoneCode' | 'closingLevel'>

const page = (query: { level: Level; within: string }, signal: AbortSignal) =>
  get<z.output<typeof UnitPage>>('/api/units', { ...query, limit: 200 }, signal)

/** Every unit whose area holds the place or that serves its zone, widest level first. */
async function unitsAround({ placeCode, zoneCode }: Place, signal: AbortSignal): Promise<readonly Unit[]> {
  const asked = LEVELS.flatMap((level) => {
    const within = codeAtLevel(STANDARD_CODE_LENGTHS, placeCode, level)
    return within === undefined ? [] : [{ level, within }]
  })
  if (zoneCode !== null) asked.push({ level: 'district', within: zoneCode })
  const pages = await Promise.all(asked.map((query) => page(query, signal)))
  const found = pages.flatMap(({ items }) => items)
  return found.filter((unit) => placeCode.startsWith(unit.areaCode) || (zoneCode !== null && unit.zoneCode === zoneCode))
}

/** Units around a place; the list is short, and the server judges the one that is chosen. */
export const useUnitsAround = (row: Place) =>
  useQuery({
    queryKey: ['organisation', 'units-around', row.placeCode, row.zoneCode],
    queryFn: ({ signal }) => unitsAround(row, signal),
    staleTime: 300_000,
  })

/** Those of them that the reader may give the case to: none above the reader's level, nor a centre that will close it. */
export function useServingUnits(row: Place) {
  const { level } = useMe()
  const { data, ...rest } = useUnitsAround(row)
  const closes = ({ kind }: Unit): boolean => kind === 'centre' || (kind === 'workstation' && row.closingLevel === 'community')
  return { ...rest, units: data?.filter((unit) => compareLevels(unit.level, level) >= 0 && !closes(unit)) ?? [] }
}
