import { createDemoCity, type DemoCity } from '#demo/create-demo-city.ts'
import { testDatabase } from '#test/support/database.ts'

/** Kept on the process, like the database: making it takes seconds. */
const shared: { wanggeDemoCity?: Promise<DemoCity> } = globalThis as { wanggeDemoCity?: Promise<DemoCity> }

/** The day the shared demo city is made on. */
export const DEMO_MADE_AT = new Date('2026-11-20T02:00:00Z')

/** The demo city, made and committed once in the shared database of this test process. */
export function demoCity(): Promise<DemoCity> {
  shared.wanggeDemoCity ??= testDatabase().then(({ db }) => createDemoCity(db, { at: DEMO_MADE_AT }))
  return shared.wanggeDemoCity
}
