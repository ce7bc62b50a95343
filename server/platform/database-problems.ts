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
        zh: `内嵌数据库已停止（${reason}），正在自动重新启动，请稍后再试；已提交的数据保存在数据目录中。`,
        en: `The embedded database has stopped (${reason}) and is being started again; try again shortly. What was committed is in the data directory.`,
      },
      { reason, retryAfter: 5 },
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
  settings: (wanted: readonly string[]) =>
    new Problem(
      'database.settings',
      503,
      {
        zh: `数据库连接未取得所需设置（可能被连接池丢弃）。请为数据库用户执行 ${wanted.map((each) => `alter role … set ${each};`).join(' ')}，再重启连接池。`,
        en: `The database connection did not get the settings it asked for (a pooler may have dropped them). Run ${wanted.map((each) => `alter role … set ${each};`).join(' ')} for the user of the database, then restart the pooler.`,
      },
      { wanted },
    ),
  noCitus: () =>
    new Problem('database.no_citus', 503, {
      zh: '数据库未启用 Citus 扩展，未作任何改动。请由数据库管理员在各节点安装 Citus，再执行 create extension citus（见 docs/how-to/run-on-several-machines.md）。',
      en: 'Citus is not created in this database; nothing was changed. Have Citus installed on each node and run create extension citus (see docs/how-to/run-on-several-machines.md).',
    }),
  workersWithoutPostgis: (nodes: readonly string[]) =>
    new Problem(
      'database.no_postgis_on_workers',
      503,
      {
        zh: `以下节点未安装 PostGIS，未作任何改动：${nodes.join('、')}。`,
        en: `PostGIS is not installed on these nodes; nothing was changed: ${nodes.join(', ')}.`,
      },
      { nodes },
    ),
  spreadOtherwise: (tables: readonly string[]) =>
    new Problem(
      'database.spread_otherwise',
      409,
      {
        zh: `以下表已按别的方式分布，未作任何改动：${tables.join('、')}。租户表须按 city_id 分布，本地表不得分布。`,
        en: `These tables are already distributed in another way; nothing was changed: ${tables.join(', ')}. Tables of tenants are distributed by city_id, local tables not at all.`,
      },
      { tables },
    ),
}
