import { readFile } from 'node:fs/promises'
import { draftVersion } from '#catalogue/draft-version.ts'
import { type ImportReport, importWorkbook } from '#catalogue/import-workbook.ts'
import { readWorkbook } from '#catalogue/read-workbook.ts'
import { EXIT, say } from '#commands/exit.ts'
import { withDatabase } from '#commands/with-database.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { systemClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'

class Unclean extends Error {}

/** Imports a workbook into a new draft version. A single bad row leaves nothing behind, not even the draft; every bad row is listed. */
export async function importFile(path: string, options: { city: string; dryRun?: boolean }): Promise<void> {
  const sheets = await readWorkbook(await readFile(path))
  await withDatabase(async ({ db }) => {
    const actor = systemActor(options.city, systemClock.now())
    let report: ImportReport | undefined
    const work = async (tx: Db): Promise<void> => {
      report = await importInto(tx, actor, sheets, options.dryRun ?? false)
      if (!report.imported) throw new Unclean()
    }
    await inTransaction(db, work).catch((error: unknown) => {
      if (!(error instanceof Unclean)) throw error
    })
    if (report) tell(report, options.dryRun ?? false)
  })
}

async function importInto(tx: Db, actor: Actor, sheets: Awaited<ReturnType<typeof readWorkbook>>, dryRun: boolean): Promise<ImportReport> {
  const draft = await draftVersion(tx, actor, { note: '命令行导入 / imported from the command line' })
  return importWorkbook(tx, actor, { versionId: draft.id, sheets, dryRun })
}

function tell(report: ImportReport, dryRun: boolean): void {
  for (const fault of report.faults) say(JSON.stringify(fault))
  say(JSON.stringify({ imported: report.imported, dryRun, faults: report.faults.length, rows: report.rows, changes: report.changes }))
  if (report.faults.length > 0) process.exitCode = EXIT.faults
}
