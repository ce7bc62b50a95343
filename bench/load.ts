import { parseArgs } from 'node:util'
import { withDatabase } from '#commands/with-database.ts'
import { loadCases } from './load-cases.ts'

const { values } = parseArgs({
  options: {
    open: { type: 'string', default: '100000' },
    closed: { type: 'string', default: '0' },
    days: { type: 'string', default: '180' },
    city: { type: 'string' },
    seed: { type: 'string', default: 'load' },
  },
})

const count = (name: 'open' | 'closed' | 'days'): number => {
  const text = values[name]
  if (!/^\d{1,8}$/.test(text)) throw new Error(`--${name} must be a whole number, it is ${text}`)
  return Number(text)
}

await withDatabase(async ({ db, engine, pool }, config) => {
  if (engine !== 'server') throw new Error('set DATABASE_URL: many cases are loaded on a PostgreSQL server')
  const [open, closed, closedDays] = [count('open'), count('closed'), count('days')]
  const onProgress = (made: number, of: number): void => void process.stderr.write(`\r${made}/${of}`)
  const loaded = await loadCases(db, {
    cityId: values.city ?? config.cityId,
    open,
    closed,
    closedDays,
    at: new Date(),
    seed: values.seed,
    onProgress,
  })
  await pool.query('vacuum (analyze) "case", case_event')
  process.stderr.write('\n')
  process.stdout.write(`${JSON.stringify(loaded)}\n`)
})
