import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type HandClock, handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { newId } from '#platform/identifier.ts'
import { portalRoutes } from '#portal/routes.ts'
import { MONDAY, makeCaseCity } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { SECRETS, temporaryStore, testApp } from '#test/support/http.ts'
import { photoForm } from '#test/support/photos.ts'

/** A city that takes reports, and a resident at its page. */
export interface PortalSite {
  readonly db: Db
  readonly city: SmallCity
  readonly app: FastifyInstance
  readonly clock: HandClock
  readonly files: FileStore
  /** A form that has lain open long enough. */
  form(): Promise<string>
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  post(url: string, payload: object, address?: string): Promise<LightMyRequestResponse>
  upload(file: Buffer, fields: Record<string, string>): Promise<LightMyRequestResponse>
  /** A report in the middle of grid 1.1.1.1 unless told otherwise. */
  report(more?: Record<string, unknown>): Promise<Sent>
}
export interface Sent {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly answer: { number: string; code: string; decisionBy: string | null; codeUntil: string; contactUntil: string | null }
}

export async function openPortalSite(portal: Record<string, unknown> = {}, cases: Record<string, unknown> = {}): Promise<PortalSite> {
  const { db } = await testDatabase()
  const city = await makeCaseCity(db, { settings: { portal: { enabled: true, ...portal }, cases: { photoRequired: [], ...cases } } })
  const [clock, files] = [handClock(MONDAY), temporaryStore()]
  const app = await testApp({
    cityId: city.cityId,
    routes: portalRoutes({ secrets: SECRETS, channels: { email: true, sms: false, webhook: true } }),
    clock,
    files,
  })
  const get: PortalSite['get'] = (url, headers = {}) => app.inject({ url, headers })
  const post: PortalSite['post'] = (url, payload, remoteAddress = '203.0.113.9') =>
    app.inject({ method: 'POST', url, payload, remoteAddress })
  const form = async (): Promise<string> => {
    const { form: text, waitSeconds } = (await get('/api/portal/form')).json()
    clock.advance(waitSeconds * 1000)
    return text
  }
  const upload: PortalSite['upload'] = (file, fields) => {
    const { payload, headers } = photoForm(file, fields)
    return app.inject({ method: 'POST', url: '/api/portal/photos', payload, headers })
  }
  const report: PortalSite['report'] = async (more = {}) => {
    const [lon, lat] = city.middle('1.1.1.1')
    const body = { requestId: newId(), form: await form(), topic: 'manhole', text: '门口的箅子断了', place: { lon, lat }, ...more }
    const sent = await post('/api/portal/reports', body)
    return { status: sent.statusCode, body, answer: sent.json() }
  }
  return { db, city, app, clock, files, form, get, post, upload, report }
}
