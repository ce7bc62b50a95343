/**
 * Makes data/calendar/china-2007-2026.csv from the npm package chinese-days: `node tools/extract-calendar.ts`.
 * Run it after updating that package and read the difference before committing it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const FIRST_DAY = '2007-01-01'
const LAST_DAY = '2026-12-31'
const TARGET = new URL('../data/calendar/china-2007-2026.csv', import.meta.url)

type DayNames = Readonly<Record<string, string>>

const source: { holidays: DayNames; workdays: DayNames } = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
)
const rows = [...rowsOf(source.holidays, 'off'), ...rowsOf(source.workdays, 'work')].sort()
writeFileSync(TARGET, `day,kind,name\n${rows.join('\n')}\n`)
process.stdout.write(`${rows.length} days written\n`)

/** The package names a day "English,中文,number of statutory days". */
function rowsOf(days: DayNames, kind: 'off' | 'work'): string[] {
  return Object.entries(days)
    .filter(([day]) => day >= FIRST_DAY && day <= LAST_DAY)
    .map(([day, names]) => `${day},${kind},${names.split(',')[1] ?? ''}`)
}
