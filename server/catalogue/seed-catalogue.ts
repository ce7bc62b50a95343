import { setCalendarStamp } from '#organisation/queries-calendar-stamp.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { readCalendarSeed } from './calendar-seed.ts'
import { readCatalogueSeed } from './catalogue-seed.ts'
import { insertWorkingYears, setCalendarDays, setWorkingSlots } from './queries-calendar.ts'
import { insertContent, insertVersion } from './queries-content.ts'
import type { CatalogueContent, CatalogueVersion } from './tables.ts'

/** The first day the shipped catalogue is in force in a new city: before any case it may be given to replay. */
const SEED_EFFECTIVE_FROM = '2000-01-01'

/** Gives a city without a catalogue its first version, approved at `at` and in force from 2000 on: the shipped one unless another content is given. */
export async function seedCatalogue(
  tx: Db,
  cityId: string,
  at: Date,
  content: CatalogueContent = readCatalogueSeed(),
): Promise<CatalogueVersion> {
  const version = await insertVersion(tx, {
    cityId,
    id: newId(at),
    number: 1,
    status: 'approved',
    effectiveFrom: SEED_EFFECTIVE_FROM,
    note: '随产品提供的目录 / The catalogue shipped with the product',
    draftedBy: null,
    draftedAt: at,
    approvedBy: null,
    approvedAt: at,
  })
  await insertContent(tx, cityId, version.id, content)
  return version
}

/** Gives a city the national calendar of 2007 to 2026 with the default working hours. Its own time zone stays. */
export async function seedCalendar(tx: Db, cityId: string): Promise<void> {
  const seed = readCalendarSeed()
  await insertWorkingYears(tx, cityId, seed.years)
  await setCalendarDays(tx, cityId, seed.days)
  await setWorkingSlots(tx, cityId, seed.slots)
  await setCalendarStamp(tx, cityId, newId())
}
