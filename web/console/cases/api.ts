import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CasePage, PersonAction, ReceiptAnswer } from '#cases/contract.ts'
import type {
  CaseAnswer,
  CaseListAnswer,
  CaseRowAnswer,
  ContactAnswer,
  DuplicatesAnswer,
  EventAnswer,
  InspectorsAnswer,
  PrecedentsAnswer,
  ProposalAnswer,
  VerifyAnswer,
} from '#cases/contract-answers.ts'
import type { UnitLoadAnswer } from '#cases/contract-desk.ts'
import type { NextAnswer, RelatedAnswer } from '#cases/contract-next.ts'
import type { PhotoAnswer } from '#cases/contract-photos.ts'
import { get, post, type Query } from '#web/shared/api/client.ts'
import { ApiProblem, Unreachable } from '#web/shared/api/problem.ts'
import { currentLanguage } from '#web/shared/language/language.ts'

export type Case = z.output<typeof CaseAnswer>
export type CaseRow = z.output<typeof CaseRowAnswer>
export type CaseEventLine = z.output<typeof EventAnswer>
export type CaseList = z.output<typeof CaseListAnswer>
export type CaseProposal = z.output<typeof ProposalAnswer>
export type CaseNext = z.output<typeof NextAnswer>
export type CasesRelated = z.output<typeof RelatedAnswer>
export type Inspector = z.output<typeof InspectorsAnswer>['inspectors'][number]
export type DuplicateHint = z.output<typeof DuplicatesAnswer>['hints'][number]
export type Precedent = z.output<typeof PrecedentsAnswer>['rulings'][number]
export type Verification = z.output<typeof VerifyAnswer>
export type Contact = z.output<typeof ContactAnswer>
export type Receipt = z.output<typeof ReceiptAnswer>
export type UnitLoad = z.output<typeof UnitLoadAnswer>['units'][number]
export type UploadedPhoto = z.output<typeof PhotoAnswer>

/** Everything read of cases lies under this key, so that one change makes all of it stale. */
export const CASES = ['cases'] as const

export const caseQuery = (id: string) =>
  queryOptions({ queryKey: [...CASES, 'one', id], queryFn: ({ signal }) => get<Case>(`/api/cases/${id}`, undefined, signal) })
export const useCase = (id: string) => useQuery(caseQuery(id))

/** What must happen next and who can do it. The version is part of the key: a case that moved asks anew, and the old answer stays until then. */
export const useNext = ({ id, version }: Pick<Case, 'id' | 'version'>) =>
  useQuery({
    queryKey: [...CASES, 'next', id, version],
    queryFn: ({ signal }) => get<CaseNext>(`/api/cases/${id}/next`, undefined, signal),
    placeholderData: keepPreviousData,
  })

export const useRelated = (id: string) =>
  useQuery({
    queryKey: [...CASES, 'related', id],
    queryFn: ({ signal }) => get<CasesRelated>(`/api/cases/${id}/related`, undefined, signal),
    staleTime: 60_000,
  })

/** The proposed unit and why; only for those who may dispatch. */
export const useProposal = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...CASES, 'proposal', id],
    queryFn: ({ signal }) => get<CaseProposal>(`/api/cases/${id}/proposal`, undefined, signal),
    enabled,
  })

export const useInspectors = (id: string) =>
  useQuery({
    queryKey: [...CASES, 'inspectors', id],
    queryFn: ({ signal }) => get<{ readonly inspectors: readonly Inspector[] }>(`/api/cases/${id}/inspectors`, undefined, signal),
    staleTime: 60_000,
  })

/** Earlier rulings on requests of the kind that waits. */
export const usePrecedents = (id: string) =>
  useQuery({
    queryKey: [...CASES, 'precedents', id],
    queryFn: ({ signal }) => get<{ readonly rulings: readonly Precedent[] }>(`/api/cases/${id}/precedents`, undefined, signal),
  })

/** What the units have on their hands now: those that serve a place, else those of the reader's areas that have any case. */
export const useUnitLoad = (placeCode?: string) =>
  useQuery({
    queryKey: [...CASES, 'unit-load', placeCode ?? ''],
    queryFn: ({ signal }) => get<{ readonly units: readonly UnitLoad[] }>('/api/cases/unit-load', { placeCode }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

/** Recomputes the chain of the history; asked for deliberately. */
export const useVerification = ({ id, version }: Pick<Case, 'id' | 'version'>, enabled: boolean) =>
  useQuery({
    queryKey: [...CASES, 'verification', id, version],
    queryFn: ({ signal }) => get<Verification>(`/api/cases/${id}/verification`, undefined, signal),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Every call is recorded, so it is never made by itself. */
export const readContact = (id: string): Promise<Contact> => get<Contact>(`/api/cases/${id}/contact`)

type ListFields = Partial<Record<keyof z.output<typeof CasePage>, Query[string]>>
/** A page of cases; several values of one filter as a list. */
export const listCases = (query: ListFields, signal?: AbortSignal): Promise<CaseList> => get<CaseList>('/api/cases', query, signal)

/** Cases that may be the same problem as this one. */
export const useDuplicates = (row: Pick<Case, 'id' | 'lon' | 'lat' | 'typeCode' | 'description'>) =>
  useQuery({
    queryKey: [...CASES, 'duplicates', row.id],
    queryFn: ({ signal }) => {
      const { id, lon, lat, typeCode, description } = row
      return get<{ readonly hints: readonly DuplicateHint[] }>(
        '/api/cases/duplicates',
        { lon, lat, typeCode, text: description, excludeId: id },
        signal,
      )
    },
  })

export interface ActionRequest {
  readonly id: string
  readonly action: PersonAction
  /** The version the person saw. */
  readonly version: number
  /** Made once for what is sent, kept over retries. */
  readonly requestId: string
  /** What the action's input in the contract takes. */
  readonly input: Readonly<Record<string, unknown>>
}

/** Takes one step with a case. */
export const takeAction = ({ id, action, version, requestId, input }: ActionRequest): Promise<Receipt> =>
  post<Receipt>(`/api/cases/${id}/${action}`, { ...input, requestId, version })

export const photoAddress = (id: string, fileId: string, size: 'full' | 'thumb' = 'full'): string =>
  `/api/cases/${id}/photos/${fileId}?size=${size}`

/** Uploads one photo; `tell` hears the share that has gone out, 0 to 1. `requestId` becomes the photo's id, so that sending again is sending once. */
export function uploadPhoto(file: File, requestId: string, tell: (share: number) => void, signal?: AbortSignal): Promise<UploadedPhoto> {
  const form = new FormData()
  form.set('requestId', requestId)
  form.set('deviceTime', new Date().toISOString())
  form.set('file', file)
  return new Promise((resolve, reject) => {
    const exchange = new XMLHttpRequest()
    exchange.open('POST', '/api/photos')
    exchange.setRequestHeader('accept-language', currentLanguage())
    exchange.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0)
    exchange.onerror = () => reject(new Unreachable())
    exchange.onload = () => {
      const body = readBody(exchange.responseText)
      if (exchange.status < 300) resolve(body as UploadedPhoto)
      else reject(new ApiProblem(body as Record<string, unknown>, exchange.status))
    }
    signal?.addEventListener('abort', () => exchange.abort())
    exchange.send(form)
  })
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
