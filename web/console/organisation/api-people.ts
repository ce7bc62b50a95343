import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  AccountAnswer,
  LoginInput,
  OneTimePasswordAnswer,
  PersonChange,
  PersonPage,
  PersonQuery,
  PersonView,
} from '#organisation/contract-accounts.ts'
import type {
  AppointmentAnswer,
  AppointmentInput,
  GridStaffView,
  PersonAnswer,
  PersonInput,
  PostAnswer,
  PostInput,
  StaffAnswer,
  StaffInput,
  StaffKindList,
  UnitAnswer,
  UnitInput,
  UnitPage,
  UnitView,
  VacancyAnswer,
} from '#organisation/contract-people.ts'
import type { RoleAnswer, RoleChange, RoleInput, RoleList } from '#organisation/contract-roles.ts'
import type { FileImportAnswer } from '#platform/contract-file-import.ts'
import { download, get, post, put } from '#web/shared/api/client.ts'
import { ORGANISATION } from './api.ts'

export type PersonLine = z.output<typeof PersonPage>['items'][number]
export type PersonSeen = z.output<typeof PersonView>
export type Appointment = PersonSeen['appointments'][number]
export type Account = z.output<typeof AccountAnswer>
export type Unit = z.output<typeof UnitAnswer>
export type UnitSeen = z.output<typeof UnitView>
export type Post = UnitSeen['posts'][number]
export type Role = z.output<typeof RoleAnswer>
export type GridStaff = z.output<typeof GridStaffView>
export type Vacancies = z.output<typeof VacancyAnswer>
export type PeopleFilter = Partial<Pick<z.input<typeof PersonQuery>, 'search' | 'unitId' | 'roleCode' | 'active' | 'signIn'>>
export type PeopleImport = z.output<typeof FileImportAnswer>
type Send<Input> = Omit<Input, 'requestId'> & { readonly requestId: string }
interface Ending {
  readonly requestId: string
  readonly on: string
}

/** People page by page, in the order of the server. */
export const usePeople = (filter: PeopleFilter) =>
  useInfiniteQuery({
    queryKey: [...ORGANISATION, 'people', filter],
    queryFn: ({ pageParam, signal }) =>
      get<z.output<typeof PersonPage>>('/api/people', { ...filter, after: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

export const usePerson = (id: string) =>
  useQuery({
    queryKey: [...ORGANISATION, 'person', id],
    queryFn: ({ signal }) => get<PersonSeen>(`/api/people/${id}`, undefined, signal),
  })

/** The units that serve exactly this place or one below it, on one level. */
export const useUnits = (within: string | undefined, level?: Unit['level']) =>
  useQuery({
    queryKey: [...ORGANISATION, 'units', within, level],
    queryFn: ({ signal }) => get<z.output<typeof UnitPage>>('/api/units', { within, level, limit: 200 }, signal),
    enabled: within !== undefined,
  })
export const useUnit = (id: string | undefined) =>
  useQuery({
    queryKey: [...ORGANISATION, 'unit', id],
    queryFn: ({ signal }) => get<UnitSeen>(`/api/units/${id}`, undefined, signal),
    enabled: id !== undefined,
  })
export const useRoles = () =>
  useQuery({
    queryKey: [...ORGANISATION, 'roles'],
    queryFn: ({ signal }) => get<z.output<typeof RoleList>>('/api/roles', undefined, signal),
  })
export const useStaffKinds = () =>
  useQuery({
    queryKey: [...ORGANISATION, 'staff-kinds'],
    queryFn: ({ signal }) => get<z.output<typeof StaffKindList>>('/api/staff-kinds', undefined, signal),
    staleTime: 600_000,
  })
export const useGridStaff = (code: string) =>
  useQuery({
    queryKey: [...ORGANISATION, 'grid-staff', code],
    queryFn: ({ signal }) => get<GridStaff>(`/api/grids/${code}/staff`, undefined, signal),
  })
/** What 1+5+X lacks within a place; the grids page by page. */
export const useVacancies = (within: string | undefined, limit = 100) =>
  useInfiniteQuery({
    queryKey: [...ORGANISATION, 'vacancies', within, limit],
    queryFn: ({ pageParam, signal }) => get<Vacancies>('/api/vacancies', { within, after: pageParam, limit }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

export const addPerson = (body: Send<z.input<typeof PersonInput>>) => post<z.output<typeof PersonAnswer>>('/api/people', body)
export const changePerson = (id: string, body: Send<z.input<typeof PersonChange>>) => put<Account>(`/api/people/${id}`, body)
export const setLogin = (id: string, body: Send<z.input<typeof LoginInput>>) => put<Account>(`/api/people/${id}/login`, body)
export const setActive = (id: string, body: { readonly requestId: string; readonly active: boolean }) =>
  put<Account>(`/api/people/${id}/active`, body)
export const drawOneTimePassword = (id: string, requestId: string) =>
  post<z.output<typeof OneTimePasswordAnswer>>(`/api/people/${id}/one-time-password`, { requestId })
type Appointed = z.output<typeof AppointmentAnswer>
export const appointPerson = (body: Send<z.input<typeof AppointmentInput>>) => post<Appointed>('/api/appointments', body)
export const endAppointment = (id: string, body: Ending) => post<Appointed>(`/api/appointments/${id}/end`, body)
/** The same for posts that administer something, by whoever looks after security. */
export const appointAdministrator = (body: Send<z.input<typeof AppointmentInput>>) => post<Appointed>('/api/administrators', body)
export const endAdministrator = (id: string, body: Ending) => post<Appointed>(`/api/administrators/${id}/end`, body)
export const addUnit = (body: Send<z.input<typeof UnitInput>>) => post<Unit>('/api/units', body)
export const closeUnit = (id: string, body: Ending) => post<Unit>(`/api/units/${id}/close`, body)
export const addPost = (body: Send<z.input<typeof PostInput>>) => post<z.output<typeof PostAnswer>>('/api/posts', body)
export const closePost = (id: string, body: Ending) => post<z.output<typeof PostAnswer>>(`/api/posts/${id}/close`, body)
export const addRole = (body: Send<z.input<typeof RoleInput>>) => post<Role>('/api/roles', body)
export const changeRole = (code: string, body: Send<z.input<typeof RoleChange>>) => put<Role>(`/api/roles/${code}`, body)
export const assignGridStaff = (body: Send<z.input<typeof StaffInput>>) => post<z.output<typeof StaffAnswer>>('/api/grid-staff', body)
export const endGridStaff = (id: string, body: Ending) => post<z.output<typeof StaffAnswer>>(`/api/grid-staff/${id}/end`, body)

export const exportPeople = (): Promise<void> => download('/api/people/export')
/** Checks a file of people, or imports it when `dryRun` is false. */
export function importPeople(file: File, requestId: string, dryRun: boolean): Promise<PeopleImport> {
  const form = new FormData()
  form.set('requestId', requestId)
  form.set('dryRun', String(dryRun))
  form.set('file', file)
  return post<PeopleImport>('/api/people/import', form)
}
