import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoAccountSettings } from '#demo/demo-accounts.ts'
import { readConfig } from '#platform/config.ts'
import { newId } from '#platform/identifier.ts'
import { startServer } from '#server/main.ts'
import { makeSmallCity, SMALL_CITY_PASSWORD, type SmallCity } from '#test/support/city.ts'
import { testDatabaseUrl } from '#test/support/database.ts'

/** A started server over a small city that is a demo city. */
export interface Site {
  readonly url: string
  readonly engine: 'embedded' | 'server'
  readonly city: SmallCity
  stop(): Promise<void>
}

/** The two who can sign in; the real demo accounts stand beside them for the length of the list alone. */
export const INSPECTOR = { login: 'inspector', password: SMALL_CITY_PASSWORD, title: '网格监督员', titleEn: 'Grid inspector' }
export const ADMINISTRATOR = { login: 'administrator', password: SMALL_CITY_PASSWORD, title: '管理员', titleEn: 'Manager' }
const demoAccounts = [INSPECTOR, ADMINISTRATOR, ...demoAccountSettings().filter(({ login }) => login !== ADMINISTRATOR.login)]
/** How many the page is to list. */
export const ACCOUNTS = demoAccounts.length

/** Starts the real server on the engine of this run, or on the database given, in a directory of its own. */
export async function startSite(databaseUrl = testDatabaseUrl()): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-web-'))
  const cityId = `w${newId().replaceAll('-', '').slice(-20)}`
  const config = readConfig({
    WANGGE_PORT: '0',
    WANGGE_CITY: cityId,
    WANGGE_DATA_DIR: dataDir,
    WANGGE_LOG_LEVEL: 'silent',
    DATABASE_URL: databaseUrl,
  })
  const server = await startServer(config)
  const city = await makeSmallCity(server.database.db, { cityId, isDemo: true, settings: { demoAccounts } })
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, engine: server.database.engine, city, stop }
}
