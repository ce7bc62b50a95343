import type { Db } from '#platform/db.ts'

/** One handle that stands for whichever transaction is open, so that the application is built once and each request is undone. */
export function switchable(first: Db): { db: Db; to(db: Db): void } {
  let current = first
  const db = new Proxy(first, {
    get: (_, key) => {
      const value: unknown = Reflect.get(current, key, current)
      return typeof value === 'function' ? value.bind(current) : value
    },
  })
  return {
    db,
    to: (next) => {
      current = next
    },
  }
}

class Undo extends Error {}

/** Runs the work in a transaction that is undone. */
export async function undone<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const results: Result[] = []
  const run = db.transaction().execute(async (tx) => {
    results.push(await work(tx))
    throw new Undo()
  })
  await run.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
  return results[0] as Result
}
