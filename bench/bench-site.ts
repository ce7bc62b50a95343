import { DEMO_CITY_ID } from '#demo/city.ts'
import { openDatabase } from '#platform/db.ts'
import { startPostgres } from '#test/support/postgres-server.ts'
import { type FullSite, startFullSite } from '../tools/screenshots/site.ts'
import { loadCases } from './load-cases.ts'

/** Fills the database up to `open` open cases; what is there already is kept. */
async function fill(databaseUrl: string, open: number): Promise<void> {
  const { db, pool, close } = await openDatabase({ databaseUrl })
  try {
    const { rows } = await pool.query<{ there: string }>('select count(*) as there from "case" where city_id = $1 and closed_at is null', [
      DEMO_CITY_ID,
    ])
    const missing = open - Number(rows[0]?.there)
    if (missing <= 0) return
    const onProgress = (made: number, of: number): void => void process.stderr.write(`\rcases ${made}/${of}`)
    await loadCases(db, { cityId: DEMO_CITY_ID, open: missing, at: new Date(), onProgress })
    process.stderr.write('\n')
    await pool.query('vacuum (analyze) "case", case_event')
  } finally {
    await close()
  }
}

/** A site with many open cases: on DATABASE_URL when that is set (kept afterwards), else on a PostgreSQL of its own that is thrown away. */
export async function startBenchSite(open: number): Promise<FullSite> {
  const own = process.env.DATABASE_URL ? undefined : await startPostgres()
  const databaseUrl = process.env.DATABASE_URL ?? own?.url ?? ''
  process.env.DATABASE_URL = databaseUrl
  const site = await startFullSite()
  await fill(databaseUrl, open)
  const stop = async (): Promise<void> => {
    await site.stop()
    await own?.stop()
  }
  return { url: site.url, stop }
}
