import { afterAll, describe, expect, test } from 'vitest'
import { findPostgres } from '#test/support/find-postgres.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { visibleText } from './browser.ts'
import { startSite } from './site.ts'
import { settled, startVisitor } from './visitor.ts'

/** On the server engine every page test runs on a server already. */
describe.skipIf(findPostgres() === undefined)('on a PostgreSQL server', () => {
  let postgres: PostgresServer | undefined
  afterAll(() => postgres?.stop())
  const visitor = startVisitor(async () => {
    postgres = await startPostgres()
    return startSite(postgres.url)
  })

  test('nothing is said of a trial database', async () => {
    const { page } = await visitor.open('/')
    await settled(page)
    expect(await visibleText(page, '#about')).toMatch(/^小城市 Small City\s*PostgreSQL\s*版本 \d/)
    expect(await page.isVisible('#notice')).toBe(false)
  })
})
