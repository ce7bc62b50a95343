import type { z } from 'zod'
import type {
  AboutAnswer,
  FormAnswer,
  MeTooAnswer,
  NearAnswer,
  PhotoTaken,
  PlacesAnswer,
  ReportAnswer,
  ReportBody,
  TopicsAnswer,
} from '#portal/contract.ts'
import type { LookupAnswer, LookupBody, RateAnswer, RateBody, WishBody, WishTaken } from '#portal/contract-lookup.ts'
import type { ConfirmedAnswer, EndedAnswer, SubscriptionBody, SubscriptionTaken } from '#portal/contract-subscriptions.ts'
import { request } from '#web/shared/api/client.ts'
import { Unreachable } from '#web/shared/api/problem.ts'

export type About = z.output<typeof AboutAnswer>
export type Topic = z.output<typeof TopicsAnswer>['topics'][number]
export type NamedPlace = z.output<typeof PlacesAnswer>['places'][number]
export type NearCase = z.output<typeof NearAnswer>['cases'][number]
export type Receipt = z.output<typeof ReportAnswer>
export type Progress = z.output<typeof LookupAnswer>
export type State = Progress['state']
export type Form = z.output<typeof FormAnswer>

/** How long somebody waits on a bad line before they are told, ms. */
const PATIENCE = { read: 20_000, send: 30_000, photo: 120_000 } as const

/** A request that ends: no answer in time is no answer. */
async function inTime<Answer>(patience: number, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const signal = AbortSignal.timeout(patience)
  try {
    return await ask(signal)
  } catch (error) {
    if (signal.aborted) throw new Unreachable()
    throw error
  }
}

type Query = Parameters<typeof request>[2]
const read = <Answer>(path: string, query: NonNullable<Query>['query'] = {}): Promise<Answer> =>
  inTime(PATIENCE.read, (signal) => request<Answer>('GET', path, { query, signal }))
const send = <Answer>(path: string, body: unknown, patience: number = PATIENCE.send): Promise<Answer> =>
  inTime(patience, (signal) => request<Answer>('POST', path, { body, signal }))

export const readAbout = () => read<About>('/api/portal/about')
export const readForm = () => read<Form>('/api/portal/form')
export const readTopics = (text = '') => read<z.output<typeof TopicsAnswer>>('/api/portal/topics', { text })
/** By name, or by an address that names them. */
export const readPlaces = (text: string) => read<z.output<typeof PlacesAnswer>>('/api/portal/places', { text: text.slice(0, 60) })
export const readNear = (query: { readonly lon: number; readonly lat: number; readonly topic?: string | undefined }) =>
  read<z.output<typeof NearAnswer>>('/api/portal/cases/near', query)

export function sendPhoto(photo: Blob, requestId: string, form: string) {
  const body = new FormData()
  body.set('requestId', requestId)
  body.set('form', form)
  body.set('file', photo, 'photo.jpg')
  return send<z.output<typeof PhotoTaken>>('/api/portal/photos', body, PATIENCE.photo)
}
export const sendReport = (body: z.input<typeof ReportBody>) => send<Receipt>('/api/portal/reports', body)
export const sendMeToo = (ref: string, form: string) => send<z.output<typeof MeTooAnswer>>(`/api/portal/cases/${ref}/me-too`, { form })

export const lookUp = (body: z.input<typeof LookupBody>) => send<Progress>('/api/portal/cases/lookup', body)
export const rate = (body: z.input<typeof RateBody>) => send<z.output<typeof RateAnswer>>('/api/portal/cases/rate', body)
export const wishToHear = (body: z.input<typeof WishBody>) => send<z.output<typeof WishTaken>>('/api/portal/cases/wish', body)

export const subscribe = (body: z.input<typeof SubscriptionBody>) =>
  send<z.output<typeof SubscriptionTaken>>('/api/portal/subscriptions', body)
export const confirmSubscription = (token: string) => send<z.output<typeof ConfirmedAnswer>>('/api/portal/subscriptions/confirm', { token })
export const unsubscribe = (token: string) => send<z.output<typeof EndedAnswer>>('/api/portal/subscriptions/unsubscribe', { token })

/** A tile of the public map as it travels; null where there is nothing. */
export async function readCaseTile(z: number, x: number, y: number): Promise<ArrayBuffer | null> {
  const signal = AbortSignal.timeout(PATIENCE.read)
  try {
    const response = await fetch(`/api/portal/tiles/${z}/${x}/${y}`, { signal })
    return response.status === 200 ? await response.arrayBuffer() : null
  } catch {
    throw new Unreachable()
  }
}
