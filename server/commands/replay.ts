import { EXIT, say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { withDatabase } from '#commands/with-database.ts'
import { type ReplayResult, runReplay } from '#replay/run-replay.ts'

interface ReplayFlags {
  readonly requests: string
  readonly mapping: string
  readonly areas: string
  readonly out: string
  readonly limit?: string
  readonly dryRun?: boolean
}

/** Prints the whole report and where the lists are; exits with 3 when a history is broken or a request is not wholly in the loop. */
export async function replay(flags: ReplayFlags): Promise<void> {
  const progress = showProgress('回放 / replay')
  const result = await withDatabase(({ db }) =>
    runReplay(db, {
      requests: flags.requests,
      mapping: flags.mapping,
      areas: flags.areas,
      outDir: flags.out,
      dryRun: flags.dryRun ?? false,
      limit: flags.limit === undefined ? undefined : Number(flags.limit),
      onProgress: (done, total) => progress.to(done, total),
    }),
  )
  progress.end()
  say(JSON.stringify(result.report, null, 2))
  say(`清单 / lists: ${result.files.join(', ')}`)
  if (!isWhole(result)) process.exitCode = EXIT.faults
}

function isWhole(result: ReplayResult): boolean {
  if (result.dryRun) return true
  const { history, inLoop, complete, asked } = result.report
  return history.broken.length === 0 && inLoop === asked && complete === asked
}
