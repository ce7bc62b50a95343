import { startPostgres } from './postgres-server.ts'

/** Starts the engine the suite was asked to run on; the embedded one starts by itself in the test process. */
export default async function startEngine(): Promise<() => Promise<void>> {
  if (process.env.WANGGE_TEST_ENGINE !== 'server' || process.env.WANGGE_TEST_DATABASE_URL) return async () => {}
  const server = await startPostgres()
  process.env.WANGGE_TEST_DATABASE_URL = server.url
  return server.stop
}
