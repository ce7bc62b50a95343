/** Many past cases in a database of their own. See README.md. */
import { parseArgs } from 'node:util'
import { withDatabase } from '#commands/with-database.ts'
import { fillPast } from './past/fill-past.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    whole: { type: 'string', default: '30' },
    days: { type: 'string', default: '1095' },
  },
})

const count = (name: 'cases' | 'whole' | 'days'): number => {
  if (!/^\d{1,8}$/.test(values[name])) throw new Error(`--${name} must be a whole number, it is ${values[name]}`)
  return Number(values[name])
}

await withDatabase(async ({ db, engine }, { databaseUrl, cityId }) => {
  if (engine !== 'server' || databaseUrl === undefined) throw new Error('set DATABASE_URL: past cases are loaded on a PostgreSQL server')
  const from = performance.now()
  const say = (text: string): void => void process.stderr.write(`${Math.round((performance.now() - from) / 1000)} s\t${text}\n`)
  const [cases, whole, days] = [count('cases'), count('whole'), count('days')]
  const events = await fillPast({ url: databaseUrl, db, cityId, cases, whole, days, at: new Date(), say })
  process.stdout.write(`${JSON.stringify({ cases, events, seconds: Math.round((performance.now() - from) / 1000) })}\n`)
})
