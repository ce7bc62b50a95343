import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { OwnCoverageAnswer } from '#field/contract-patrol.ts'
import { get } from '#web/shared/api/client.ts'
import { CITY_TIME_ZONE } from '#web/shared/time/moment.ts'

type Days = z.output<typeof OwnCoverageAnswer>['days']

/** The share of each grid walked today, as the server last counted it; `stale` when it could not be asked. */
export function useCoverage(): { readonly shareOf: (gridCode: string) => number | null; readonly stale: boolean } {
  const [days, setDays] = useState<Days | null>(null)
  const [stale, setStale] = useState(false)
  useEffect(() => {
    const asking = new AbortController()
    get<{ days: Days }>('/api/field/coverage', undefined, asking.signal).then(
      (answer) => setDays(answer.days),
      () => !asking.signal.aborted && setStale(true),
    )
    return () => asking.abort()
  }, [])
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME_ZONE }).format(new Date())
  return { shareOf: (code) => days?.find(({ gridCode, day }) => gridCode === code && day === today)?.share ?? null, stale }
}
