import { mkdirSync } from 'node:fs'
import { say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { openArchive } from '#platform/backup/archive-reader.ts'
import { requireReadable, restoreBackup } from '#platform/backup/restore-backup.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { openFileStore } from '#platform/open-files.ts'

/** Puts a backup into the configured place, which must be empty; with `--check` only reads it through. */
export async function restore(path: string, options: { check?: boolean }): Promise<void> {
  const archive = await openArchive(path, requireReadable)
  try {
    const { head, manifest } = archive
    say(
      `备份完好 / the backup is whole: ${head.takenAt}, ${head.version}, ${manifest.tables.length} 张表 tables, ${manifest.files.count} 个文件 files`,
    )
    if (options.check) return
    const config = readConfig(process.env)
    mkdirSync(config.dataDir, { recursive: true })
    const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, poolSize: 1 })
    try {
      const progress = showProgress('恢复 / restoring')
      const report = await restoreBackup(archive, database.db, openFileStore(config.files), (what, done) => progress.to(done, done, what))
      progress.end()
      say(
        `已恢复 ${report.tables} 张表、${report.rows} 行、${report.files} 个文件 / restored ${report.tables} tables, ${report.rows} rows, ${report.files} files`,
      )
      if (report.upgraded.length > 0) say(`已升级 / upgraded: ${report.upgraded.join(', ')}`)
    } finally {
      await database.close()
    }
  } finally {
    await archive.close()
  }
}
