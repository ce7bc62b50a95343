import { Argument, type Command } from 'commander'
import { PERSON_ACTIONS } from '#cases/contract.ts'
import { doAction, listCases, reportByFlags, showCase } from '#commands/case-client.ts'

const asWhom = (command: Command): Command =>
  command
    .requiredOption('--as <login>', '以哪个账号 / as which account')
    .option(
      '--password <password>',
      "口令；不写则取环境变量 WANGGE_PASSWORD，再不然用演示口令 / password; else WANGGE_PASSWORD, else the demo's",
    )
    .option('--url <url>', '服务地址；不写则取环境变量 WANGGE_URL / where the server is; else WANGGE_URL (http://127.0.0.1:4180)')

/** `wangge case …`: the loop from a terminal, through a running server's API. */
export const CASE_COMMANDS: readonly ((parent: Command) => void)[] = [
  (parent) =>
    asWhom(parent.command('report').description('上报 / report a problem'))
      .requiredOption('--at <lon,lat>', '经纬度（WGS-84） / longitude,latitude')
      .requiredOption('--address <text>', '地址 / address')
      .requiredOption('--text <text>', '描述 / what it is')
      .option('--type <code>', '类型代码 / type code')
      .option('--condition <number>', '立案条件序号 / number of the filing condition')
      .action(reportByFlags),
  (parent) =>
    asWhom(parent.command('list').description('收件箱或其他箱 / an inbox or another box'))
      .option('--box <box>', 'inbox, overdue, mine, all …', 'inbox')
      .option('--text <text>', '检索词 / search')
      .action(listCases),
  (parent) => asWhom(parent.command('show <number>').description('一件案卷及经过 / one case and its history')).action(showCase),
  (parent) =>
    asWhom(
      parent
        .command('do')
        .description('办理 / act on a case')
        .addArgument(new Argument('<action>', '动作 / what to do').choices(PERSON_ACTIONS))
        .argument('<number>', '案卷编号 / number of the case'),
    )
      .option('--json <fields>', '该动作的字段，JSON / the fields of the action')
      .option('--unit <proposed|id>', '派遣单位；proposed 为系统建议 / the unit; proposed takes the proposal')
      .option('--inspector <first|login|id>', '监督员；first 为最近的 / the inspector; first takes the nearest')
      .option('--photo <file...>', '照片文件 / photo files')
      .action(doAction),
]
