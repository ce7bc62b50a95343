import type { z } from 'zod'
import type { OverviewAnswer, OverviewOutlinesAnswer } from '#cases/contract-overview.ts'
import { get } from '#web/shared/api/client.ts'

export type Overview = z.output<typeof OverviewAnswer>
export type Place = Overview['place']
export type Child = Overview['children'][number]
export type NamedCase = Overview['overdue'][number]
export type Warning = Overview['warnings']['cases'][number]
export type Outlines = z.output<typeof OverviewOutlinesAnswer>
export type Outline = Outlines['outlines'][number]

export const readOverview = (placeCode: string | null, signal?: AbortSignal): Promise<Overview> =>
  get('/api/overview', { placeCode }, signal)

export const readOutlines = (placeCode: string, signal?: AbortSignal): Promise<Outlines> =>
  get('/api/overview/outlines', { placeCode }, signal)
