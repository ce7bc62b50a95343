import { Problem } from '#platform/problem.ts'

/** What can go wrong between the program and its database, before any capability is involved. */
export const databaseProblems = {
  inUse: (directory: string, pid: number | undefined) =>
    new Problem(
      'database.in_use',
      503,
      {
        zh: `数据目录 ${directory} 正被另一进程${pid === undefined ? '' : `（进程号 ${pid}）`}使用；内嵌数据库一次只允许一个进程打开，请先停止该进程。`,
        en: `The data directory ${directory} is in use by another process${pid === undefined ? '' : ` (pid ${pid})`}; the embedded database is opened by one process at a time. Stop that process first.`,
      },
      { directory, ...(pid !== undefined && { pid }) },
    ),
  stopped: (reason: string) =>
    new Problem(
      'database.stopped',
      503,
      {
        zh: `内嵌数据库已停止（${reason}），请重新启动程序；已提交的数据保存在数据目录中。`,
        en: `The embedded database has stopped (${reason}). Start the program again; what was committed is in the data directory.`,
      },
      { reason },
    ),
  tooOld: (version: string) =>
    new Problem(
      'database.too_old',
      503,
      {
        zh: `数据库为 PostgreSQL ${version}；需要 PostgreSQL 15 或更高版本。`,
        en: `The database is PostgreSQL ${version}; PostgreSQL 15 or newer is needed.`,
      },
      { version },
    ),
  noPostgis: () =>
    new Problem('database.no_postgis', 503, {
      zh: '数据库服务器未安装 PostGIS 扩展（Debian：apt-get install postgresql-15-postgis-3，版本号与服务器一致）。',
      en: 'The PostGIS extension is not installed on the database server (Debian: apt-get install postgresql-15-postgis-3, matching the server version).',
    }),
}
