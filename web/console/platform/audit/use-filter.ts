import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { AuditFilter } from '#web/console/platform/api-audit.ts'

const FIELDS = ['personId', 'action', 'subject', 'from', 'to'] as const

/** The filter as it stands in the address, so that it can be shared and gone back to. */
export function useFilter(): readonly [AuditFilter, (next: AuditFilter) => void] {
  const [parameters, setParameters] = useSearchParams()
  const filter = useMemo(
    (): AuditFilter => Object.fromEntries(FIELDS.map((field) => [field, parameters.get(field) ?? undefined])),
    [parameters],
  )
  const change = (next: AuditFilter): void => {
    const entries = FIELDS.flatMap((field) => (next[field] ? [[field, next[field]] as [string, string]] : []))
    setParameters(entries, { replace: true })
  }
  return [filter, change]
}
