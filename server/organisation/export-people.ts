import { readCityToday } from '#organisation/city-today.ts'
import { listPeopleForFile } from '#organisation/queries-people-export.ts'
import type { Actor } from '#platform/actor.ts'
import { recordSeen } from '#platform/audit.ts'
import { csvText } from '#platform/csv-text.ts'
import type { Db } from '#platform/db.ts'

const HEADING = ['name', 'login', 'unit', 'role', 'title', 'title_en', 'rank', 'valid_from', 'kind', 'unit_name', 'active']

/** The people of the actor's areas with the posts they are in today, as CSV with the columns of the import and a few more; taking it away is in the audit log. */
export async function exportPeople(tx: Db, actor: Actor): Promise<string> {
  const { today } = await readCityToday(tx, actor)
  const rows = await listPeopleForFile(tx, actor.cityId, actor.areas, today)
  await recordSeen(tx, actor, { action: 'person.export', subject: 'csv', answer: { people: rows.length } })
  const cells = rows.map((row) => [
    row.name,
    row.login,
    row.unit,
    row.role,
    row.title,
    row.titleEn,
    row.rank,
    row.validFrom,
    row.kind,
    row.unitName,
    row.active,
  ])
  return csvText([HEADING, ...cells])
}
