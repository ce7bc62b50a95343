import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { qrRoutes } from '#field/routes-qr.ts'
import { type HandClock, handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { routes } from '#server/app.ts'
import { MONDAY, makeCaseCity } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { temporaryStore, testApp } from '#test/support/http.ts'
import { signInAs } from '../cases/sign-in-as.ts'

/** A city of its own with the whole product over it, and people who ask. */
export interface Site {
  readonly db: Db
  readonly city: SmallCity
  readonly app: FastifyInstance
  readonly files: FileStore
  readonly clock: HandClock
  as(key: string): Promise<{ authorization: string }>
  ask(key: string, request: InjectOptions): Promise<LightMyRequestResponse>
  get(key: string, url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  post(key: string, url: string, payload: object): Promise<LightMyRequestResponse>
}

export async function makeSite(settings: Record<string, unknown> = {}, publicUrl?: string): Promise<Site> {
  const { db } = await testDatabase()
  const city = await makeCaseCity(db, { settings })
  const [files, clock] = [temporaryStore(), handClock(MONDAY)]
  const app = await testApp({ cityId: city.cityId, routes: [...routes, ...qrRoutes({ publicUrl })], clock, files })
  const sessions = new Map<string, { authorization: string }>()
  const as = async (key: string): Promise<{ authorization: string }> => {
    // Time leaps in these tests, and a session that was left alone ends.
    const at = `${key} ${clock.now().toISOString()}`
    const known = sessions.get(at) ?? (await signInAs(db, city, key, clock.now()))
    sessions.set(at, known)
    return known
  }
  const ask: Site['ask'] = async (key, request) => app.inject({ ...request, headers: { ...(await as(key)), ...request.headers } })
  return {
    db, city, app, files, clock, as, ask,
    get: (key, url, headers = {}) => ask(key, { method: 'GET', url, headers }),
    post: (key, url, payload) => ask(key, { method: 'POST', url, payload }),
  } // biome-ignore format: a table
}
