import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CalendarImportAnswer, DaysAnswer, DeadlineAnswer, YearAnswer } from '#catalogue/contract.ts'
import { download, get, post, put } from '#web/shared/api/client.ts'
import { importForm } from '#web/shared/files/import-outcome.ts'

export type CalendarYear = z.output<typeof YearAnswer>
export type CalendarDays = z.output<typeof DaysAnswer>
export type CalendarDay = CalendarDays['days'][number]
export type Deadline = z.output<typeof DeadlineAnswer>
export type CalendarOutcome = z.output<typeof CalendarImportAnswer>

const CALENDAR = ['calendar'] as const

export const useYear = (year: number) =>
  useQuery({
    queryKey: [...CALENDAR, 'year', year],
    queryFn: ({ signal }) => get<CalendarYear>(`/api/calendar/${year}`, undefined, signal),
    placeholderData: keepPreviousData,
  })

/** Every day of a year as it counts. */
export const useDays = (year: number) =>
  useQuery({
    queryKey: [...CALENDAR, 'days', year],
    queryFn: ({ signal }) => get<CalendarDays>(`/api/calendar/${year}/days`, undefined, signal),
    placeholderData: keepPreviousData,
  })

export function useRenewCalendar(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: CALENDAR })
}

export const setDay = (day: string, body: unknown) => put<CalendarDays>(`/api/calendar/days/${day}`, body)
export const setYear = (year: number, body: unknown) => put<CalendarYear>(`/api/calendar/${year}`, body)
export const setHours = (body: unknown) => put<CalendarYear>('/api/calendar/working-hours', body)
export const tryDeadline = (body: unknown) => post<Deadline>('/api/catalogue/deadline', body)
export const exportYear = (year: number) => download(`/api/calendar/${year}/workbook`)
export const importYear = (year: number, file: File, requestId: string, dryRun: boolean, publish: boolean) =>
  post<CalendarOutcome>(`/api/calendar/${year}/workbook`, importForm(file, requestId, dryRun, { publish: String(publish) }))
