import { useQueries, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  CoverageAnswer,
  DivisionAnswer,
  DivisionPage,
  DivisionView,
  GridAnswer,
  GridCollection,
  ZoneAnswer,
  ZoneList,
} from '#organisation/contract.ts'
import type {
  CarveAnswer,
  CarveInput,
  ChangeAnswer,
  DivisionInput,
  GridChange,
  MembershipInput,
  MergeInput,
  MoveInput,
  OutlineCollection,
  PreviewAnswer,
  PreviewInput,
  RedrawAnswer,
  RedrawInput,
  RenameInput,
  SplitInput,
  ZoneInput,
} from '#organisation/contract-changes.ts'
import type { SearchAnswer } from '#server/search/contract.ts'
import { get, post, put } from '#web/shared/api/client.ts'

export type Division = z.output<typeof DivisionAnswer>
export type DivisionLine = z.output<typeof DivisionPage>['items'][number]
export type DivisionSeen = z.output<typeof DivisionView>
export type Grid = z.output<typeof GridAnswer>
export type Zone = z.output<typeof ZoneAnswer>
export type Outlines = z.output<typeof OutlineCollection>
export type OutlineKind = Outlines['features'][number]['properties']['kind']
export type Preview = z.output<typeof PreviewAnswer>
export type Finding = Preview['findings'][number]
export type Coverage = z.output<typeof CoverageAnswer>
export type PlaceFound = z.output<typeof SearchAnswer>['places'][number]
export type Change = z.output<typeof ChangeAnswer>

/** Everything read of the organisation lies under this key, so that one change makes all of it stale. */
export const ORGANISATION = ['organisation'] as const
const MOST_LINES = 200

/** All divisions below a parent, or of the whole city's top; more than a page is read on. */
async function listAll(query: { parent?: string; level?: string }, signal: AbortSignal): Promise<readonly DivisionLine[]> {
  const lines: DivisionLine[] = []
  let after: string | null | undefined
  do {
    const page: z.output<typeof DivisionPage> = await get('/api/divisions', { ...query, after, limit: MOST_LINES }, signal)
    lines.push(...page.items)
    after = page.next
  } while (after !== null)
  return lines
}

export const divisionsBelow = (parent: string) => ({
  queryKey: [...ORGANISATION, 'below', parent],
  queryFn: ({ signal }: { signal: AbortSignal }) => listAll({ parent }, signal),
})
export const cityDivisions = {
  queryKey: [...ORGANISATION, 'city'],
  queryFn: ({ signal }: { signal: AbortSignal }) => listAll({ level: 'city' }, signal),
}
export const gridsBelow = (community: string, kind: Grid['kind']) => ({
  queryKey: [...ORGANISATION, 'grids', community, kind],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<z.output<typeof GridCollection>>(`/api/divisions/${community}/grids`, { kind }, signal),
})
export const divisionSeen = (code: string) => ({
  queryKey: [...ORGANISATION, 'division', code],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<DivisionSeen>(`/api/divisions/${code}`, undefined, signal),
})
export const zonesQuery = {
  queryKey: [...ORGANISATION, 'zones'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<z.output<typeof ZoneList>>('/api/zones', undefined, signal),
}

export const useDivision = (code: string, enabled = true) => useQuery({ ...divisionSeen(code), enabled })
export const useZones = () => useQuery(zonesQuery)

/** The divisions' names by code, as far as they have been read; a code stands for itself until then. */
export function usePlaceNames(codes: readonly string[]): (code: string) => string {
  const results = useQueries({ queries: codes.map((code) => ({ ...divisionSeen(code), staleTime: 60_000 })) })
  return (code) => results[codes.indexOf(code)]?.data?.current?.name ?? code
}

/** Places by name, code or pinyin initials. */
export const searchPlaces = async (q: string, signal?: AbortSignal): Promise<readonly PlaceFound[]> =>
  (await get<z.output<typeof SearchAnswer>>('/api/search', { q }, signal)).places

export const outlinesQuery = (parent: string, kind: OutlineKind) => ({
  queryKey: [...ORGANISATION, 'outlines', parent, kind],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Outlines>('/api/outlines', { parent, kind }, signal),
})
export const useCoverage = (level: Coverage['level'], within: string | undefined) =>
  useQuery({
    queryKey: [...ORGANISATION, 'coverage', level, within],
    queryFn: ({ signal }) => get<Coverage>('/api/coverage', { level, within }, signal),
    staleTime: 60_000,
  })

type Asked<Input> = Omit<Input, 'requestId'>
type Send<Input> = Asked<Input> & { readonly requestId: string }

export const addDivision = (body: Send<z.input<typeof DivisionInput>>) => post<Division>('/api/divisions', body)
export const renameDivision = (code: string, body: Send<z.input<typeof RenameInput>>) =>
  post<Division>(`/api/divisions/${code}/rename`, body)
export const mergeDivisions = (body: Send<z.input<typeof MergeInput>>) => post<Change>('/api/divisions/merge', body)
export const moveDivision = (code: string, body: Send<z.input<typeof MoveInput>>) => post<Change>(`/api/divisions/${code}/move`, body)
export const splitDivision = (code: string, body: Send<z.input<typeof SplitInput>>) => post<Change>(`/api/divisions/${code}/split`, body)
export const renameGrid = (kind: Grid['kind'], code: string, body: Send<z.input<typeof GridChange>>) =>
  post<Grid>(`/api/grids/${kind}/${code}/rename`, body)
export const closeGrid = (kind: Grid['kind'], code: string, body: { readonly requestId: string; readonly on: string }) =>
  post<Grid>(`/api/grids/${kind}/${code}/close`, body)
export const addZone = (body: Send<z.input<typeof ZoneInput>>) => post<Zone>('/api/zones', body)
export const setZoneDivisions = (code: string, body: Send<z.input<typeof MembershipInput>>) =>
  put<Zone>(`/api/zones/${code}/divisions`, body)

type Tried = Pick<z.input<typeof PreviewInput>, 'outlines' | 'added' | 'on'>
/** What an edit would do; nothing is written. */
export const previewOutlines = (edit: Tried): Promise<Preview> => post<Preview>('/api/outlines/preview', { ...edit, datum: 'wgs84' })
/** What the others leave to a grid that is drawn over them; nothing is written. */
export const carveGrid = (drawn: Omit<z.input<typeof CarveInput>, 'datum'>): Promise<Carved> =>
  post<Carved>('/api/outlines/carve', { ...drawn, datum: 'wgs84' })
export type Carved = z.output<typeof CarveAnswer>
export const redrawOutlines = (body: Send<z.input<typeof RedrawInput>>) => post<z.output<typeof RedrawAnswer>>('/api/outlines', body)
