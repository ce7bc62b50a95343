import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  CompareAnswer,
  ConditionInput,
  DutiesAnswer,
  FindingsAnswer,
  ImportAnswer,
  RuleInput,
  RulesAnswer,
  TypeInput,
  TypesAnswer,
  Version,
  VersionList,
} from '#catalogue/contract.ts'
import { download, get, post, put, remove } from '#web/shared/api/client.ts'
import { useLive } from '#web/shared/api/live.ts'
import { importForm } from '#web/shared/files/import-outcome.ts'

export type ListedVersion = z.output<typeof VersionList>['versions'][number]
export type Types = z.output<typeof TypesAnswer>
export type ProblemType = Types['types'][number]
export type FilingCondition = ProblemType['conditions'][number]
export type Rule = z.output<typeof RulesAnswer>['rules'][number]
export type Findings = z.output<typeof FindingsAnswer>
export type Flaw = Findings['flaws'][number]
export type Difference = z.output<typeof CompareAnswer>
export type Duty = z.output<typeof DutiesAnswer>['duties'][number]
export type WorkbookOutcome = z.output<typeof ImportAnswer>

/** Everything read of versions lies under this key, so that one change makes all of it stale. */
const VERSIONS = ['catalogue', 'versions'] as const

export const versionsQuery = {
  queryKey: [...VERSIONS, 'all'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await get<z.output<typeof VersionList>>('/api/catalogue/versions', undefined, signal)).versions,
}
export const useVersions = () => useQuery(versionsQuery)

/** All types of a version with their conditions. */
export const useVersionTypes = (versionId: string | undefined) =>
  useQuery({
    queryKey: [...VERSIONS, 'types', versionId],
    queryFn: ({ signal }) => get<Types>('/api/catalogue/types', { versionId }, signal),
    enabled: versionId !== undefined,
    staleTime: 60_000,
  })

export const useVersionRules = (versionId: string | undefined) =>
  useQuery({
    queryKey: [...VERSIONS, 'rules', versionId],
    queryFn: async ({ signal }) => (await get<z.output<typeof RulesAnswer>>('/api/catalogue/rules', { versionId }, signal)).rules,
    enabled: versionId !== undefined,
    staleTime: 60_000,
  })

/** What stands in the way of approving a version. */
export const findingsQuery = (versionId: string | undefined) => ({
  queryKey: [...VERSIONS, 'findings', versionId],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Findings>(`/api/catalogue/versions/${versionId}/findings`, undefined, signal),
})
export const useFindings = (versionId: string | undefined) =>
  useQuery({ ...findingsQuery(versionId), enabled: versionId !== undefined, placeholderData: keepPreviousData })

export const useDifference = (from: string | undefined, to: string | undefined) =>
  useQuery({
    queryKey: [...VERSIONS, 'difference', from, to],
    queryFn: ({ signal }) => get<Difference>('/api/catalogue/difference', { from, to }, signal),
    enabled: from !== undefined && to !== undefined && from !== to,
  })

export const useDuties = () =>
  useQuery({
    queryKey: ['catalogue', 'duties'],
    queryFn: async ({ signal }) => (await get<z.output<typeof DutiesAnswer>>('/api/catalogue/duties', undefined, signal)).duties,
    staleTime: 300_000,
  })

/** Makes everything read of versions stale; what is shown stays until the new answer. */
export function useRenewVersions(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['catalogue'] })
}

/** Hears of approvals elsewhere. */
export function useVersionNews(): void {
  const renew = useRenewVersions()
  useLive('catalogue.', () => void renew())
}

export const draftVersion = (body: unknown) => post<z.output<typeof Version>>('/api/catalogue/versions', body)
export const approveVersion = (versionId: string, body: unknown) =>
  post<z.output<typeof Version>>(`/api/catalogue/versions/${versionId}/approval`, body)
export const discardVersion = (versionId: string, requestId: string) => remove(`/api/catalogue/versions/${versionId}`, { requestId })

export const setType = (versionId: string, code: string, body: z.input<typeof TypeInput>) =>
  put(`/api/catalogue/versions/${versionId}/types/${code}`, body)
export const removeType = (versionId: string, code: string, requestId: string) =>
  remove(`/api/catalogue/versions/${versionId}/types/${code}`, { requestId })
export const setCondition = (versionId: string, code: string, number: number, body: z.input<typeof ConditionInput>) =>
  put(`/api/catalogue/versions/${versionId}/types/${code}/conditions/${number}`, body)
export const removeCondition = (versionId: string, code: string, number: number, requestId: string) =>
  remove(`/api/catalogue/versions/${versionId}/types/${code}/conditions/${number}`, { requestId })
export const setRule = (versionId: string, number: number, body: z.input<typeof RuleInput>) =>
  put(`/api/catalogue/versions/${versionId}/rules/${number}`, body)
export const removeRule = (versionId: string, number: number, requestId: string) =>
  remove(`/api/catalogue/versions/${versionId}/rules/${number}`, { requestId })

export const exportVersion = (versionId: string) => download(`/api/catalogue/versions/${versionId}/workbook`)
export const importVersion = (versionId: string, file: File, requestId: string, dryRun: boolean) =>
  post<WorkbookOutcome>(`/api/catalogue/versions/${versionId}/workbook`, importForm(file, requestId, dryRun))
