import { makeDemoCity, simulateDemoMonth } from '#commands/demo-month.ts'
import { say } from '#commands/exit.ts'
import { DEMO_PASSWORD, demoAccounts } from '#demo/demo-accounts.ts'
import { TRIAL_NOTICE } from '#platform/about-routes.ts'
import { systemClock } from '#platform/clock.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { type RunningServer, startServer, stopOnSignals } from '#server/main.ts'

/** Serves until it is told to stop. With `--demo` the demo city is made first when there is none, and its past month is played while the server already answers. */
export async function serve(options: { demo?: boolean }): Promise<void> {
  const config = settings(options.demo ?? false)
  const server = await startServer(config, options.demo ? ({ db }) => makeDemoCity(db, systemClock.now()) : undefined)
  stopOnSignals(server)
  server.stopping.addEventListener('abort', () => say('正在停止 / stopping'))
  say(welcome(server, options.demo ?? false))
  if (options.demo) await simulateDemoMonth(server.database.db, config, { now: systemClock.now(), signal: server.stopping })
}

/** Somebody trying the demo reads the screen: a line for each request would hide where to look, unless they ask for it. */
const settings = (demo: boolean): Config => readConfig(demo ? { WANGGE_LOG_LEVEL: 'warn', ...process.env } : process.env)

/** Where to look and how to sign in. */
function welcome({ url, database }: RunningServer, demo: boolean): string {
  const lines = ['', `网格已启动 / Wangge answers at  ${url}`, `  接口说明 / API page:       ${url}/docs`]
  if (demo) {
    lines.push(`  演示账号（口令均为 ${DEMO_PASSWORD}） / demo accounts (password ${DEMO_PASSWORD}):`)
    for (const { login, title } of demoAccounts()) lines.push(`    ${login.padEnd(26)}${title.zh} / ${title.en}`)
  }
  if (database.engine === 'embedded') lines.push(`  ${TRIAL_NOTICE.zh} / ${TRIAL_NOTICE.en}`)
  return [...lines, ''].join('\n')
}
