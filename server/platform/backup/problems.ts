import { Problem } from '#platform/problem.ts'

export const backupProblems = {
  damaged: (what: string, reason: string) =>
    new Problem(
      'backup.damaged',
      422,
      {
        zh: `备份文件已损坏或不完整（${what}），未恢复任何内容。`,
        en: `The backup is damaged or cut off (${what}); nothing was restored.`,
      },
      { what, reason },
    ),
  newer: (what: string) =>
    new Problem(
      'backup.newer',
      409,
      {
        zh: `备份由更新的版本制作（${what}），请先升级程序再恢复。`,
        en: `The backup was made by a newer version (${what}); upgrade the program first.`,
      },
      { what },
    ),
  schemaAhead: (migration: string) =>
    new Problem(
      'backup.schema_ahead',
      409,
      {
        zh: `目标数据库的结构比备份新（${migration}）；请恢复到空数据库，之后会自动升级。`,
        en: `The target's schema is newer than the backup (${migration}); restore into an empty database, it is upgraded afterwards.`,
      },
      { migration },
    ),
  filesNotEmpty: (key: string) =>
    new Problem(
      'backup.files_not_empty',
      409,
      {
        zh: `目标文件存储已有文件（${key}），不会与备份混在一起。`,
        en: `The target already keeps files (${key}); they are not mixed with the backup's.`,
      },
      { key },
    ),
  serverTooDeep: (path: string) =>
    new Problem(
      'backup.no_control',
      503,
      {
        zh: `数据目录正在使用，但无法联系运行中的服务（${path}）；请先停止服务再备份。`,
        en: `The data directory is in use and the running server cannot be reached (${path}); stop it first, then back up.`,
      },
      { path },
    ),
}
