import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { verifyAuditLog } from '#commands/audit.ts'
import { backup } from '#commands/backup.ts'
import { CASE_COMMANDS } from '#commands/case.ts'
import { createDemo } from '#commands/demo.ts'
import { distributeDatabase } from '#commands/distribute.ts'
import { EXIT, explain } from '#commands/exit.ts'
import { verifyHistories } from '#commands/history.ts'
import { importFile } from '#commands/import.ts'
import { migrateDatabase } from '#commands/migrate.ts'
import { moveToServer } from '#commands/move.ts'
import { rebuildMonths } from '#commands/rebuild.ts'
import { replay } from '#commands/replay.ts'
import { restore } from '#commands/restore.ts'
import { serve } from '#commands/serve.ts'
import { simulate } from '#commands/simulate.ts'
import { addUser, resetPassword } from '#commands/user.ts'
import { productVersion } from '#platform/product-version.ts'

const city = (): Option => new Option('--city <code>', '城市代码 / city code').default('530100')

/** A whole number from 1 up, kept as text: what is not one is bad usage, said before anything is opened. */
function whole(text: string): string {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('须为正整数 / it must be a whole number from 1 up')
  return text
}

/** Every command and what it calls: the one table. */
function program(): Command {
  const root = new Command('wangge')
    .description('网格：城市网格化治理的闭环系统 / grid governance for cities: the closed loop from report to close')
    .addHelpText('after', HELP)
    .showHelpAfterError('加 --help 看用法 / add --help for the usage')
    .version(productVersion(), '-V, --version', '版本 / version')
    .helpOption('-h, --help', '用法 / this help')
    .exitOverride()
  root.command('serve').description('启动服务 / start the server').option('--demo', '没有演示城市时先建好，并在后台模拟过去一个月 / make the demo city first and simulate its past month').action(serve)
  root.command('migrate').description('建立或升级数据库结构 / create or upgrade the database schema').action(migrateDatabase)
  root
    .command('move <databaseUrl>')
    .description('把内嵌试用数据库整个迁到 PostgreSQL / move the trial database to a PostgreSQL server')
    .action(moveToServer)
  root
    .command('backup <target>')
    .description('备份数据库与文件到一个文件（或目录；- 为标准输出），服务运行中亦可 / save database and files into one file (or a folder; - for standard output), running or not')
    .action(backup)
  root
    .command('restore <file>')
    .description('把备份恢复到空的数据库与文件目录 / put a backup into an empty database and an empty place for files')
    .option('--check', '只校验备份 / only check the backup')
    .action(restore)
  root
    .command('distribute')
    .description('把带 Citus 扩展的数据库按城市分布到多台机器 / spread a database with the Citus extension over its machines, by city')
    .action(distributeDatabase)
  root.command('demo').description('建立演示城市（昆明，人员为虚构） / make the demo city (Kunming, fictional people)').option('--cases <number>', '模拟的案卷数 / cases to simulate', whole, '1200').action(createDemo)
  root.command('import <workbook>').description('导入立案标准 Excel；有错则逐行列出且不写入 / import a catalogue workbook; lists every bad row and writes nothing until it is clean').addOption(city()).option('--dry-run', '只检查 / check only').action(importFile)
  root.command('replay').description('把真实工单按其时间走完闭环 / drive real service requests through the loop at their own times')
    .requiredOption('--requests <csv>', '工单 CSV（可为 .gz） / requests, CSV or .csv.gz').requiredOption('--mapping <json>', '字段映射 / which column is what')
    .requiredOption('--areas <geojson>', '网格边界 / outlines of the grids').option('--out <folder>', '清单输出目录 / where lists are written', './replay-out')
    .option('--limit <number>', '只取前若干条 / only the first so many', whole).option('--dry-run', '只检查输入 / check the input only').action(replay) // biome-ignore format: one command
  root.command('simulate').description('由种子生成的模拟：各岗位走真实流程 / seeded simulation: all roles through the real use cases').addOption(city())
    .option('--cases <number>', '案卷数 / cases', whole, '300').option('--days <number>', '天数 / days back from now', whole, '7').option('--seed <number>', '种子 / seed', whole, '1').action(simulate) // biome-ignore format: one command
  const user = root.command('user').description('账号 / accounts')
  user.command('add <login>').description('为岗位建立账号 / add an account in a post').addOption(city()).requiredOption('--name <name>', '姓名 / name').requiredOption('--post <id>', '岗位编号 / post id').action(addUser)
  user.command('password <login>').description('重设口令（从标准输入读取） / set a password (read from standard input)').addOption(city()).action(resetPassword)
  const history = root.command('history').description('案卷经过 / case histories')
  history.command('verify').description('校验全部经过；有被改动的就点名并以 3 退出 / verify every history; names what was changed and exits with 3').addOption(city()).option('--case <number>', '只校验一件 / one case only').action(verifyHistories)
  const rebuild = root.command('rebuild').description('由案卷重建派生数据 / make anew what is derived from the cases')
  rebuild.command('figures').description('按月、街道、类型的数字 / the figures by month, street and type').addOption(city()).action(rebuildMonths)
  const audit = root.command('audit').description('审计日志 / the audit log')
  audit.command('verify').description('核对审计日志与封条；有出入就指明并以 3 退出 / compare the audit log with its seals; names what differs and exits with 3').addOption(city()).action(verifyAuditLog)
  const cases = root.command('case').description('在运行中的服务上办案 / work on cases through a running server')
  for (const add of CASE_COMMANDS) add(cases)
  return root
} // biome-ignore format: one command a row

const HELP = `
退出码 / exit codes: 0 成功 done · 1 失败 failed · 2 用法错误 bad usage · 3 校验或导入发现问题 verification or import found faults
设置 / settings: DATABASE_URL（PostgreSQL；不设则用内嵌试用数据库 / embedded trial database without it）, WANGGE_DATA_DIR, WANGGE_PORT, WANGGE_HOST, WANGGE_FILES, WANGGE_LOG_LEVEL, WANGGE_CITY；case 命令用 / for case: WANGGE_URL, WANGGE_PASSWORD`

/** Runs one command line; sets the exit code that scripts rely on. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...args], { from: 'user' })
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : explain(error)
  }
}
